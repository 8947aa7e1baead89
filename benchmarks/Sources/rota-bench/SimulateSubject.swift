internal import Optimization
internal import Searching
internal import Simulation
internal import Workforce

/// Speed of the simulation: a week of a centre with phone, chat and e-mail, skill routing, breaks and shrinkage.
struct SimulateSubject: Subject {
  static let name = "simulate"
  static let summary =
    "[--people N] [--contacts N] [--replications N] [--threads N]  a week with phone, chat and e-mail, played many times"
  static var smoke: SimulateSubject { SimulateSubject(people: 20, contacts: 4000, replications: 2, threads: 2) }

  var people: Int
  var contacts: Int
  var replications: Int
  var threads: Int

  init(people: Int, contacts: Int, replications: Int, threads: Int) {
    self.people = people
    self.contacts = contacts
    self.replications = replications
    self.threads = threads
  }

  init(_ arguments: inout Arguments) throws {
    people = try arguments.integer("people", default: 300)
    contacts = try arguments.integer("contacts", default: 100_000)
    replications = try arguments.integer("replications", default: 100)
    threads = try arguments.integer("threads", default: 2)
  }

  func run(report: (Record) throws -> Void) throws {
    let model = centre()
    var outcome: SimulationOutcome?
    let time = Measurement.fastest(of: 1) {
      outcome = simulate(model, options: SimulationOptions(replications: replications, threads: threads))
    }
    guard let outcome else { return }
    var record = Record(
      subject: Self.name, instance: "\(people) people, \(contacts) contacts, \(replications) replications")
    record.set("threads", .integer(threads))
    record.set("contacts", .number(outcome.queues.reduce(0) { $0 + $1.total.contacts }))
    record.set("service_level", .number(outcome.live.serviceLevel?.mean ?? .nan))
    record.set("occupancy", .number(outcome.live.occupancy?.mean ?? .nan))
    record.set("conserved", .flag(outcome.queues.allSatisfy(\.conservation.holds)))
    record.set("microseconds_a_contact", .number(1e6 * time.cpuSeconds / Double(contacts * replications)))
    record.set(time)
    try report(record)
  }

  /// Open from 7 to 22 every day; three people in five answer the telephone, most of the others chats, a third of all both;
  /// telephone people do e-mail while nobody calls.
  private func centre() -> SimulationModel {
    let slots = 7 * 96
    let open = (0..<slots).map { (28..<88).contains($0 % 96) }
    func shape(_ slot: Int) -> Double {
      let hour = Double(slot % 96) / 4 - 7
      return open[slot] ? (0.4 + hour * (15 - hour) / 56) * (slot / 96 < 5 ? 1 : 0.6) : 0
    }
    let total = (0..<slots).reduce(0) { $0 + shape($1) }
    func queue(_ key: UInt64, share: Double, handleTime: Double, atOnce: Int, isDeferrable: Bool) -> SimulatedQueue {
      SimulatedQueue(
        key: key, arrivals: (0..<slots).map { share * Double(contacts) * shape($0) / total },
        dayOfSlot: (0..<slots).map { $0 / 96 }, daySpread: 0.08,
        handleTime: Array(repeating: handleTime, count: slots), patience: isDeferrable ? nil : 180,
        concurrency: atOnce, pace: (0..<atOnce).map { 1 - 0.15 * Double(atOnce - 1 - $0) },
        threshold: isDeferrable ? 86_400 : 20, isDeferrable: isDeferrable, open: open,
        shrinkage: Array(repeating: 0.08, count: slots), blendedWith: isDeferrable ? [0] : [])
    }
    var generator = SeededGenerator(seed: 1)
    let agents = (0..<people).map { number -> SimulatedAgent in
      let own = number % 5 < 3 ? 0 : 1
      let first = generator.nextIndex(below: 3)
      var presences: [Presence] = []
      for day in first..<first + 5 {
        let start = Double(day * 96 + 28 + generator.nextIndex(below: 27)) * 900
        let duty = UInt64(day)
        presences.append(Presence(start: start, end: start + 2 * 3600, queue: own, duty: duty))
        presences.append(Presence(start: start + 2.25 * 3600, end: start + 4.5 * 3600, queue: own, duty: duty))
        presences.append(Presence(start: start + 5 * 3600, end: start + 8 * 3600, queue: own, duty: duty))
      }
      let skills = number % 3 == 0 ? [0, 1, 2] : own == 0 ? [0, 2] : [1]
      return SimulatedAgent(key: UInt64(number), skills: skills, presences: presences)
    }
    return SimulationModel(
      slotSeconds: 900, slotCount: slots,
      queues: [
        queue(1, share: 0.55, handleTime: 280, atOnce: 1, isDeferrable: false),
        queue(2, share: 0.4, handleTime: 600, atOnce: 3, isDeferrable: false),
        queue(3, share: 0.05, handleTime: 480, atOnce: 1, isDeferrable: true),
      ], agents: agents, bucketOfSlot: (0..<slots).map { $0 / 4 }, bucketCount: slots / 4)
  }
}
