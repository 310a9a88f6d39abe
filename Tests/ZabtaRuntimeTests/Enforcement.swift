import ZabtaRuntime

/// A service's one place for decisions.
struct Enforcement {
  /// Every released edition of the policy, the coming one too.
  let editions: EditionSet

  /// Whether we may use this data for that purpose at a moment: seconds since 1970, in UTC.
  func mayUse(_ data: String, for purpose: String, at now: Int) -> Bool {
    var request = Request(
      subject: editions.earliest.publisher,
      action: "use", resource: .init(type: "data", id: data))
    request.context.purpose = purpose
    return editions.decide(request, on: .instant(seconds: now, offset: 0)).isPermitted
  }

  /// Until when an answer of now may be kept; nil while no other edition is coming.
  func answersHoldUntil(_ now: Int) -> Int? {
    editions.nextChange(after: now)
  }
}
