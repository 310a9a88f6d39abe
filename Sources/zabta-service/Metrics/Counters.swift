import Synchronization

/// A number that any thread may raise.
final class Counter: Sendable {
  private let number = Atomic<Int>(0)

  var value: Int { number.load(ordering: .relaxed) }

  func add(_ count: Int = 1) { number.wrappingAdd(count, ordering: .relaxed) }
}

/// How long something took, counted in classes.
final class Histogram: Sendable {
  /// The upper ends of the classes in microseconds; one more class holds what took longer.
  static let bounds = [
    50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000,
  ]

  private let classes = (0...Histogram.bounds.count).map { _ in Counter() }
  private let microseconds = Counter()

  func add(_ duration: Duration) {
    let parts = duration.components
    let length = Int(parts.seconds) * 1_000_000 + Int(parts.attoseconds / 1_000_000_000_000)
    let place = Histogram.bounds.firstIndex { length <= $0 } ?? Histogram.bounds.count
    classes[place].add()
    microseconds.add(length)
  }

  /// How many took no longer than each bound, then all of them; and their sum in microseconds.
  var counts: (upTo: [Int], sum: Int) {
    var (upTo, count) = ([Int](), 0)
    for one in classes {
      count += one.value
      upTo.append(count)
    }
    return (upTo, microseconds.value)
  }
}
