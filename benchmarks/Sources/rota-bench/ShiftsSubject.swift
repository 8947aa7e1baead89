internal import Foundation
internal import Optimization
internal import Searching
internal import ShiftStaffing

/// Shift staffing without names: how many people start which duty.
struct ShiftsSubject: Subject {
  static let name = "shifts"
  static let summary =
    "FILE.json --seconds S --threads N [--iterations N] [--seed N] [--gap G] [--progress] [--out OUT.json]  shift staffing, breaks placed"

  /// Two overlapping shifts, one slot that needs both.
  static var smoke: ShiftsSubject {
    let text = """
      {"name":"smoke","slot_minutes":60,"slots":24,"cyclic":true,
      "demand":[0,0,0,0,0,0,0,0,1,1,1,2,2,1,1,1,0,0,0,0,0,0,0,0],
      "sites":[{"id":"LON","max_starts_per_day":9}],"shifts":[[0,0,8,5,10,[]],[0,0,11,5,10,[]]]}
      """
    return ShiftsSubject(source: .text(text), limits: SearchLimits(timeLimit: 1), answer: nil)
  }

  var source: InstanceSource
  var limits: SearchLimits
  var answer: String?
  private var isLoud = false

  init(source: InstanceSource, limits: SearchLimits, answer: String?) {
    self.source = source
    self.limits = limits
    self.answer = answer
  }

  init(_ arguments: inout Arguments) throws {
    limits = try SearchLimits(&arguments)
    answer = try arguments.value("out")
    isLoud = arguments.flag("progress")
    source = try InstanceSource(&arguments, subject: Self.name)
  }

  func run(report: (Record) throws -> Void) throws {
    let (name, bytes) = try source.read()
    let instance = try StaffingInstance(json: bytes, file: name)
    let cpu = Measurement.cpuTime
    let (limits, isLoud) = (limits, isLoud)
    let outcome = try blockingOnOwnThread {
      try solveStaffing(instance.problem, limits: limits) { if isLoud { ProgressLine.write($0) } }
    }
    var record = Record(subject: Self.name, instance: name)
    record.set("objective", .number(outcome.objective))
    record.set("bound", .number(outcome.bound))
    record.set("gap", .number(outcome.gap ?? .infinity))
    record.set("seconds", .number(outcome.seconds))
    record.set("status", .text(outcome.status.rawValue))
    record.set("threads", .integer(limits.threads))
    record.set("cpu_seconds", .number(Measurement.cpuTime - cpu))
    record.set("relaxation", .number(outcome.relaxation))
    record.set("iterations", .integer(outcome.iterations))
    record.set("peak_memory_bytes", .integer(Measurement.peakMemory))
    try report(record)
    if let answer { try instance.answer(outcome).write(toFile: answer, atomically: true, encoding: .utf8) }
  }
}
