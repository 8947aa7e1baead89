public import Calendars
public import Workforce

/// What customers and agents can expect of a given staff in one interval.
public struct PredictedService: Hashable, Codable, Sendable {
  /// Share of contacts answered within the target's threshold, 0…1; nil where there are no contacts and for e-mail,
  /// which has no service level in this model.
  public var serviceLevel: Double?
  /// The same expected over who may be there, where the queue counts presence by chance; nil elsewhere.
  public var expectedLevel: Double?
  /// Share of the time in position that is spent on contacts, 0…1; nil where nobody is there and nothing arrives.
  public var occupancy: Double?

  public init(serviceLevel: Double?, occupancy: Double?, expectedLevel: Double? = nil) {
    self.serviceLevel = serviceLevel
    self.occupancy = occupancy
    self.expectedLevel = expectedLevel
  }
}

/// The service that `heads` people on the rota give in an interval, of whom heads × (1 − shrinkage) are in position.
///
/// Phone and chat go through the same model as `requirement` (Erlang C, Erlang A with patience, the chat chain), continued
/// to fractional agents; the interval stands for itself. For the whole of a plan, with what is carried from interval to
/// interval, see `predictedService(for:requirement:grid:heads:)`. A queue that cannot keep up has service level 0 with Erlang C and occupancy 1.
///
/// - Parameters:
///   - contacts: contacts that arrive in the interval, ≥ 0.
///   - handleTime: their mean handle time in seconds, > 0.
/// - Precondition: `settings.diagnostics()` is empty; all numbers are finite and ≥ 0, the interval > 0.
/// - SeeAlso: the model's own source: `ErlangC`, `ErlangA`, `ConcurrentChat`.
public func predictedService(
  for settings: QueueSettings, contacts: Double, handleTime: Double, interval: Minutes, heads: Int
) -> PredictedService {
  precondition(heads >= 0 && interval > 0, "a prediction needs heads >= 0 and an interval > 0")
  let agents = Double(heads) * (1 - settings.shrinkage)
  let traffic = Traffic(contacts: contacts, over: Double(interval.seconds), handleTime: handleTime)
  guard traffic.load > 0 else { return PredictedService(serviceLevel: nil, occupancy: heads > 0 ? 0 : nil) }
  switch StaffingModel(for: settings) {
  case .queueing(let model):
    let result = model.performance(of: traffic, agents: agents, answeredWithin: settings.target.withinSeconds)
    var expected: Double?
    if settings.presence == .random {
      var curve = ServiceCurve(
        of: IntervalService(model: model, contacts: contacts, traffic: traffic), missing: settings.shrinkage,
        within: settings.target.withinSeconds)
      expected = curve.expected(heads: heads).serviceLevel(settings.target.definition)
    }
    return PredictedService(
      serviceLevel: result.serviceLevel(settings.target.definition), occupancy: result.occupancy,
      expectedLevel: expected)
  case .levelWork, .deadlines:
    return PredictedService(serviceLevel: nil, occupancy: min(1, traffic.load / agents))
  }
}
