import ZabtaRuntime
import ZabtaSyntax

/// A sentence that says again what another says.
///
/// The same sentence twice is a warning: the next edit will change one of them. A permission that a
/// wider one already holds is a note, for it may be there to be read.
///
/// Failing: "We may use email for delivery." twice.
/// Passing: "We may use email for delivery." beside "We may use phone for delivery."
enum RepeatedSentence {
  static func run(_ context: NormContext) -> [Diagnostic] {
    let (twins, repeated) = twins(context)
    return twins + contained(context, besides: repeated)
  }

  private static func twins(_ context: NormContext) -> ([Diagnostic], Set<RuleReference>) {
    var first: [Outline: [[Norm]]] = [:]
    var repeated: Set<RuleReference> = []
    var found: [Diagnostic] = []
    for group in context.policy.norms.grouped() {
      guard let place = group.first?.place, let sentence = context.sentence(place) else { continue }
      let outline = Outline(group)
      let same = first[outline, default: []].first { other in
        other.count == group.count
          && zip(other, group).allSatisfy { $0.withoutPlace == $1.withoutPlace }
      }
      guard let earlier = same?.first?.place else {
        first[outline, default: []].append(group)
        continue
      }
      repeated.insert(place)
      found.append(
        Diagnostic(
          "sentence-twice", .warning,
          "this is said twice: \(context.title(earlier.clause)) says it",
          at: .init(sentence.range),
          also: context.sentence(earlier).map { [.init($0.range, "the same")] } ?? [],
          explanation: [
            "If one of them is changed and the other is not, the rule does not change."
          ],
          fixes: [.init("take one of the two out")], context: "clause \(place.clause)"))
    }
    return (found, repeated)
  }

  /// What is quick to compare of a sentence's norms.
  private struct Outline: Hashable {
    var norms: Int
    var tests: Int
    var action: Action?
    var object: Object?

    init(_ group: [Norm]) {
      norms = group.count
      tests = group.reduce(0) { $0 + $1.when.count }
      action = group.first?.action
      object = group.first?.object
    }
  }

  private static func contained(
    _ context: NormContext, besides repeated: Set<RuleReference>
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for action in Action.allCases {
      guard let norms = context.actions[action] else { continue }
      for index in norms.permits {
        let permit = norms.norms[index]
        guard permit.origin == .plain, !repeated.contains(permit.place),
          let sentence = context.sentence(permit), sentence.isBarePermission,
          let region = norms.boxes(index), !region.isEmpty
        else { continue }
        let wider = norms.permits(covering: norms.objects[index]).first { other in
          guard other != index, norms.norms[other].origin == .plain,
            norms.norms[other].obligations == permit.obligations
          else { return false }
          let place = norms.norms[other].place
          return place != permit.place && !repeated.contains(place)
            && norms.boxes(other).map {
              norms.space.isEmpty(region, outside: $0, budget: 64) == true
            } ?? false
        }
        guard let wider, let other = context.sentence(norms.norms[wider]) else { continue }
        found.append(
          Diagnostic(
            "permission-repeated", .note,
            "\(context.title(norms.norms[wider].clause)) permits this already",
            at: .init(sentence.range), also: [.init(other.range, "permits it, and more")],
            explanation: ["It may stay, to be read here; taking it out changes no decision."],
            context: "clause \(permit.clause)"))
      }
    }
    return found
  }
}

extension RuleSentence {
  /// True of a permission without *only*, *even* or exceptions, and of one verb.
  fileprivate var isBarePermission: Bool {
    mode.mode == .may && verbs.count == 1 && butNot == nil && !object.isOnly && !subject.isOnly
      && tails.allSatisfy {
        if case .unless = $0.part { return false }
        return $0.modifier == nil
      }
  }
}

extension Norm {
  /// What it says, wherever it stands.
  fileprivate var withoutPlace: Norm {
    var norm = self
    norm.clause = ""
    norm.sentence = 0
    return norm
  }
}

extension Array where Element == Norm {
  /// The norms of each sentence together; lowering leaves them side by side.
  func grouped() -> [[Norm]] {
    var groups: [[Norm]] = []
    for norm in self {
      if groups.last?.first?.place == norm.place {
        groups[groups.count - 1].append(norm)
      } else {
        groups.append([norm])
      }
    }
    return groups
  }
}
