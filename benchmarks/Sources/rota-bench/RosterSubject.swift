internal import Foundation
internal import Optimization
internal import Rosters
internal import Searching
internal import Tables

/// Rosters with shift-type cover, from files of the public staff scheduling benchmarks. The answer is read again by the
/// independent check before it's reported.
struct RosterSubject: Subject {
  static let name = "roster"
  static let summary =
    "FILE.txt --seconds S --threads N [--iterations N] [--seed N] [--gap G] [--progress] [--out OUT.csv]  one instance"
  static var smoke: RosterSubject { RosterSubject() }

  private var file: String?
  private var limits = SearchLimits(timeLimit: nil, iterations: 2000, threads: 1)
  private var answers: String?
  private var isLoud = false

  private init() {}

  init(_ arguments: inout Arguments) throws {
    limits = try SearchLimits(&arguments)
    answers = try arguments.value("out")
    isLoud = arguments.flag("progress")
    guard let word = arguments.word() else { throw UsageError(description: "roster needs a file") }
    file = word
  }

  func run(report: (Record) throws -> Void) throws {
    let instance: RosterInstance
    let name: String
    if let file {
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
        throw UsageError(description: "'\(file)' can't be read")
      }
      instance = try readable { () throws(Diagnostic) in try readRosterInstance(text, file: file) }
      name = URL(filePath: file).deletingPathExtension().lastPathComponent
    } else {
      instance = Self.smallest
      name = "smallest"
    }
    let isLoud = isLoud
    let cpu = Measurement.cpuTime
    let limits = limits
    let answer = try readable { () throws(Diagnostic) in
      try makeRoster(
        instance, limits: limits, stop: StopFlag(), clock: MonotonicClock.seconds,
        progress: { if isLoud { ProgressLine.write($0) } })
    }
    let check = RosterCheck(instance)
    let breaches = check.breaches(of: answer.roster)
    let counted = check.objective(of: answer.roster)
    guard breaches.isEmpty, counted == answer.objective, answer.bound <= counted else {
      throw UsageError(
        description: "the check of \(name) finds \(counted) for \(answer.objective) and \(breaches.map(\.description))")
    }
    if let answers { try answer.roster.csv(of: instance).write(toFile: answers, atomically: true, encoding: .utf8) }
    var record = Record(subject: Self.name, instance: name)
    record.set("objective", .integer(answer.objective))
    record.set("bound", .integer(answer.bound))
    record.set("gap", .number(answer.gap ?? .infinity))
    record.set("seconds", .number(answer.seconds))
    record.set("cpu_seconds", .number(Measurement.cpuTime - cpu))
    record.set("status", .text(answer.status.rawValue))
    record.set("threads", .integer(limits.threads))
    record.set("peak_memory_bytes", .integer(Measurement.peakMemory))
    try report(record)
  }

  private func readable<T>(_ body: () throws(Diagnostic) -> T) throws -> T {
    do throws(Diagnostic) { return try body() } catch { throw UsageError(description: error.description) }
  }

  /// A week, three people, two shift types.
  private static var smallest: RosterInstance {
    RosterInstance(
      days: 7,
      shifts: [
        RosterInstance.ShiftType(id: "E", minutes: 480),
        RosterInstance.ShiftType(id: "L", minutes: 480, notFollowedBy: [0]),
      ],
      people: (1...3).map { number in
        RosterInstance.Member(
          id: "Agent 0\(number)",
          rules: RosterInstance.Rules(
            maximumOfType: [7, 7], minimumMinutes: 960, maximumMinutes: 2400, minimumRun: 2, maximumRun: 5,
            minimumDaysOff: 2, maximumWeekends: 1),
          wishes: [RosterInstance.Wish(kind: .off, day: number, shift: 0, price: 2)])
      },
      cover: (0..<7).flatMap { day in
        (0..<2).map { RosterInstance.Cover(day: day, shift: $0, required: 1, underPrice: 100, overPrice: 1) }
      })
  }
}
