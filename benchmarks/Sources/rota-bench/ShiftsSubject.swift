internal import Foundation
internal import Optimization
internal import Shifts

/// Shift staffing without names: how many people start which duty.
struct ShiftsSubject: Subject {
  static let name = "shifts"
  static let summary =
    "FILE.json --seconds S [--iterations N] [--seed N] [--out OUT.json]  shift staffing, breaks placed"

  /// Two overlapping shifts, one slot that needs both.
  static var smoke: ShiftsSubject {
    let text = """
      {"name":"smoke","slot_minutes":60,"slots":24,"cyclic":true,
      "demand":[0,0,0,0,0,0,0,0,1,1,1,2,2,1,1,1,0,0,0,0,0,0,0,0],
      "sites":[{"id":"LON","max_starts_per_day":9}],"shifts":[[0,0,8,5,10,[]],[0,0,11,5,10,[]]]}
      """
    return ShiftsSubject(source: .text(text), seconds: 1, iterations: nil, seed: 1, answer: nil)
  }

  var source: ToursSubject.Source
  var seconds: Double?
  var iterations: Int?
  var seed: Int
  var answer: String?

  init(source: ToursSubject.Source, seconds: Double?, iterations: Int?, seed: Int, answer: String?) {
    self.source = source
    self.seconds = seconds
    self.iterations = iterations
    self.seed = seed
    self.answer = answer
  }

  init(_ arguments: inout Arguments) throws {
    let limit = try arguments.number("seconds", default: 60)
    let count = try arguments.integer("iterations", default: .max)
    iterations = count == .max ? nil : count
    seconds = iterations == nil ? limit : nil
    seed = try arguments.integer("seed", default: 1)
    answer = try arguments.value("out")
    guard let file = arguments.word() else { throw UsageError(description: "shifts needs an instance file") }
    source = .file(file)
  }

  func run(report: (Record) throws -> Void) throws {
    let (name, bytes) = try source.read()
    let instance = try StaffingInstance(json: bytes, file: name)
    let cpu = Measurement.cpuTime
    var options = StaffingOptions()
    options.seconds = seconds
    options.iterations = iterations
    options.seed = UInt64(seed)
    let chosen = options
    let outcome = try blockingOnOwnThread { try solveStaffing(instance.problem, options: chosen) }
    var record = Record(subject: Self.name, instance: name)
    record.set("objective", .number(outcome.objective))
    record.set("bound", .number(outcome.bound))
    record.set("gap", .number(outcome.gap))
    record.set("seconds", .number(outcome.seconds))
    record.set("status", .text(outcome.status.rawValue))
    record.set("cpu_seconds", .number(Measurement.cpuTime - cpu))
    record.set("relaxation", .number(outcome.relaxation))
    record.set("iterations", .integer(outcome.iterations))
    record.set("peak_memory_bytes", .integer(Measurement.peakMemory))
    try report(record)
    if let answer { try instance.answer(outcome).write(toFile: answer, atomically: true, encoding: .utf8) }
  }
}
