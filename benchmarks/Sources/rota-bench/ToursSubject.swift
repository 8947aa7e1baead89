internal import Foundation
internal import Optimization
internal import Rostering
internal import Searching

/// Named tours: an integrated tour instance, searched and proven as `rota plan` does.
struct ToursSubject: Subject {
  static let name = "tours"
  static let summary =
    "FILE.json --seconds S [--iterations N] [--threads N] [--seed N] [--gap G] [--out OUT.json] [--ladder] [--priced-rules] [--team-rules [--shared]]  named tours, breaks placed"

  /// One person, one queue, one short week.
  static var smoke: ToursSubject {
    let demand = (0..<672).map { $0 % 96 >= 36 && $0 % 96 < 60 ? "1" : "0" }.joined(separator: ",")
    let text = """
      {"T":672,"Q":1,"groups":[[0]],"cost":{"under1":12,"under2":30,"over1":0.5,"over2":2,"band":0.1},
      "sites":[{"utc_offset_q":0,"earliest_start":32,"latest_start":40,"latest_end":80,"rate":5,"night_premium":1,
      "night_from":88,"night_to":24}],"grid":2,"len_step":2,"min_rest":44,"max_consec":6,
      "agents":[{"site":0,"group":0,"unavail":[6],"hist":0,"mon_earliest":0,"dayoff_cost":[0,0,0,0,0,0,60],
      "pref_start":-1,"pref_w":0,"min_paid":60,"max_paid":166,"dmin":2,"dmax":5,"lmin":24,"lmax":32}],
      "demand":[[\(demand)]]}
      """
    let limits = SearchLimits(timeLimit: nil, iterations: 200, threads: 1)
    return ToursSubject(source: .text(text), limits: limits, answer: nil)
  }

  var source: InstanceSource
  var limits: SearchLimits
  var answer: String?
  /// Whether missing people are priced by a ladder of sixteen levels instead.
  var isPricedByLadder = false
  /// Whether four rules with prices come beside those of the instance.
  var hasPricedRules = false
  /// Whether rules as teams have them come beside those of the instance, and prices of unpopular duties with them.
  var hasTeamRules = false
  var isShared = false

  init(source: InstanceSource, limits: SearchLimits, answer: String?) {
    self.source = source
    self.limits = limits
    self.answer = answer
  }

  init(_ arguments: inout Arguments) throws {
    limits = try SearchLimits(&arguments)
    answer = try arguments.value("out")
    isPricedByLadder = arguments.flag("ladder")
    hasPricedRules = arguments.flag("priced-rules")
    hasTeamRules = arguments.flag("team-rules")
    isShared = arguments.flag("shared")
    source = try InstanceSource(&arguments, subject: Self.name)
  }

  func run(report: (Record) throws -> Void) throws {
    let (name, bytes) = try source.read()
    let read = try TourInstance(json: bytes, file: name)
    var instance = isPricedByLadder ? read.pricedByLadder() : read
    if hasPricedRules { instance = instance.withPricedRules() }
    if hasTeamRules { instance = instance.withTeamRules(shared: isShared) }
    let clock = MonotonicClock.seconds
    let begin = clock()
    let cpu = Measurement.cpuTime
    let first = FirstRota()
    let outcome = instance.solve(options: limits, clock: clock, progress: { first.note($0) })
    var record = Record(subject: Self.name, instance: name)
    record.set("objective", .number(outcome.objective))
    record.set("bound", .number(outcome.bound))
    record.set("gap", .number(outcome.gap ?? .infinity))
    record.set("seconds", .number(clock() - begin))
    record.set("status", .text(outcome.status.rawValue))
    record.set("cpu_seconds", .number(Measurement.cpuTime - cpu))
    record.set("first_rota_seconds", first.seconds.map(Record.Value.number) ?? .text(""))
    record.set("moves", .integer(outcome.moves))
    record.set("bound_rounds", .integer(outcome.boundRounds))
    record.set("threads", .integer(limits.threads))
    record.set("peak_memory_bytes", .integer(Measurement.peakMemory))
    try report(record)
    if let answer { try outcome.answer.write(toFile: answer, atomically: true, encoding: .utf8) }
  }
}
