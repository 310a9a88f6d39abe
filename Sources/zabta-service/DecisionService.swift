import Hummingbird

/// Everything that answers: the policies, what may be asked of them, and who keeps count.
///
/// One value, put together once at the start; every request reads it, none changes it.
struct DecisionService: Sendable {
  /// Where the rules come from.
  var policies: any PolicyStore
  /// The URL under which callers reach the service, without a slash at its end.
  var publicURL: String
  /// What a request may ask for at most.
  var limits = Limits()
  /// Whom to tell of every answer.
  var watch: any Watch = NobodyWatches()
  /// Who may ask.
  var gate: any Gate = OpenGate()
  /// Seconds since 1970-01-01T00:00:00Z: the moment that is meant where a question names none.
  var now: @Sendable () -> Int = { Clock.seconds() }
  /// What can be asked beside decisions: health, metrics, bundles for other engines.
  var furtherEndpoints: [Endpoint] = []

  /// Creates a service that anybody may ask and nobody watches.
  init(policies: any PolicyStore, publicURL: String) {
    self.policies = policies
    self.publicURL = publicURL
  }

  /// Everything that can be asked.
  var endpoints: [Endpoint] {
    Endpoint.evaluation + Endpoint.search + Endpoint.questions + Endpoint.description
      + furtherEndpoints
  }

  /// What answers requests, for the server.
  func responder() -> ServiceResponder {
    ServiceResponder(self)
  }
}

/// What a request may ask for at most.
struct Limits: Sendable {
  /// The most bytes of a body.
  var body = 1 << 20
  /// The most evaluations in one request.
  var batch = 1000
  /// The most results of one page of a search.
  var page = 1000
}
