internal import Foundation
internal import Requirements
internal import Workforce

/// Agents required: a week of quarter-hours for twenty queues, 80 % within 20 s, occupancy at most 85 %.
struct ErlangSubject: Subject {
  static let name = "erlang"
  static let summary = "[--repeats N] [--out FILE.csv]  requirements of Erlang C, A and large queues"
  static var smoke: ErlangSubject { ErlangSubject(intervals: 8, queues: 3, repeats: 1, answers: nil) }

  var intervals = 672
  var queues = 20
  var repeats: Int
  /// Where the requirements go, for comparison with other programs.
  var answers: String?

  init(intervals: Int, queues: Int, repeats: Int, answers: String?) {
    self.intervals = intervals
    self.queues = queues
    self.repeats = repeats
    self.answers = answers
  }

  init(_ arguments: inout Arguments) throws {
    repeats = try arguments.integer("repeats", default: 50)
    answers = try arguments.value("out")
  }

  /// Contacts of 300 s in a quarter-hour: queues from 2 to 400 erlangs at their peak, each day a hump. The same numbers
  /// come out of `peers/common.py`.
  private func traffic() -> [Traffic] {
    (0..<queues).flatMap { queue in
      let peak = 2 * pow(200, Double(queue) / Double(max(1, queues - 1)))
      return (0..<intervals).map { interval in
        let hour = Double(interval % 96) / 96
        let contacts = (peak * (0.05 + 0.95 * pow(sin(.pi * hour), 2)) * 3 * 100).rounded() / 100
        return Traffic(contacts: contacts, over: 900, handleTime: 300)
      }
    }
  }

  func run(report: (Record) throws -> Void) throws {
    let all = traffic()
    let target = ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: 0.85)
    let erlangC = ErlangC()
    var required = [Int](repeating: 0, count: all.count)
    let c = Measurement.fastest(of: repeats) {
      for index in all.indices { required[index] = erlangC.requiredAgents(for: target, of: all[index]) }
    }
    try report(record("erlang-c \(intervals)x\(queues)", c, count: all.count, sum: required.reduce(0, +)))
    if let answers {
      var text = "load,required\n"
      for (traffic, agents) in zip(all, required) { text += "\(traffic.load),\(agents)\n" }
      try text.write(toFile: answers, atomically: true, encoding: .utf8)
    }

    let open = ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: nil)
    let plain = Measurement.fastest(of: repeats) {
      for index in all.indices { required[index] = erlangC.requiredAgents(for: open, of: all[index]) }
    }
    try report(
      record("erlang-c without cap \(intervals)x\(queues)", plain, count: all.count, sum: required.reduce(0, +)))

    let erlangA = ErlangA(patience: 120)
    let a = Measurement.fastest(of: max(1, repeats / 10)) {
      for index in all.indices { required[index] = erlangA.requiredAgents(for: open, of: all[index]) }
    }
    try report(record("erlang-a \(intervals)x\(queues)", a, count: all.count, sum: required.reduce(0, +)))

    // One load, one patience: what a single requirement takes at any size. Loads are uneven, so that nothing is met to
    // the last digit, where the exact sums would have to decide.
    for load in [10.0, 100, 400, 1000, 20_000, 1e6] {
      for patience in [30.0, 120, 600] {
        let model = ErlangA(patience: patience)
        let traffics = (0..<100).map { Traffic(load: load * (1.000_317 + Double($0) * 0.00137), handleTime: 300) }
        var sum = 0
        let measured = Measurement.fastest(of: repeats) {
          sum = 0
          for traffic in traffics { sum &+= model.requiredAgents(for: open, of: traffic) }
        }
        try report(record("erlang-a \(Int(load)) erlangs, patience \(Int(patience)) s", measured, count: 100, sum: sum))
      }
    }

    let large = Traffic(load: 20_000, handleTime: 300)
    var agents = 0
    let many = 200
    let one = Measurement.fastest(of: repeats) {
      agents = 0
      for _ in 0..<many { agents &+= erlangC.requiredAgents(for: open, of: large) }
    }
    try report(record("erlang-c 20000 erlangs", one, count: many, sum: agents))
    var waits = 0.0
    let chance = Measurement.fastest(of: repeats) {
      waits = 0
      for step in 0..<many {
        waits += ErlangC.waitProbability(agents: Double(20_050 + step % 3), load: 20_000)
      }
    }
    try report(record("erlang-c 20000 erlangs, P(wait)", chance, count: many, sum: Int(waits)))
  }

  private func record(_ instance: String, _ measurement: Measurement, count: Int, sum: Int) -> Record {
    var record = Record(subject: Self.name, instance: instance)
    record.set(measurement)
    record.set("cases", .integer(count))
    record.set("nanoseconds_a_case", .number(measurement.cpuSeconds / Double(count) * 1e9))
    record.set("sum", .integer(sum))
    return record
  }
}
