internal import Calendars
package import Tables
internal import Workforce
internal import Words

/// How a queue's contacts become agents: everything of `rota.json` that chooses or feeds a staffing model.
extension ProjectQueue {
  static let staffingKeys = [
    "target", "handleTime", "patience", "requirementMethod", "concurrency", "waitingRoom", "responseTime",
    "openingBacklog", "blendedWith", "usableIdleShare", "shrinkage", "presence", "minimumHeads",
  ]

  /// Takes over what `fields` say; the channel is known by now.
  mutating func readStaffing(_ fields: [String: SettingsNode]) throws(Diagnostic) {
    if let node = fields["target"] { settings.target = try node.target(from: settings.target, of: settings.channel) }
    if let node = fields["handleTime"] { settings.handleTime = Double(try node.seconds(in: 1...86_400)) }
    if let node = fields["patience"] {
      try node.require(settings.channel, in: [.phone, .chat], "customers wait for an answer on a phone or chat queue")
      if case .text("inf") = node.value {
        settings.patience = nil
      } else {
        settings.patience = Double(try node.seconds(in: 1...86_400))
      }
    }
    if let node = fields["target"], settings.target.maximumAbandonment != nil, settings.patience == nil,
      fields["waitingRoom"] == nil
    {
      throw node.fail(
        "project.missing", "a highest share abandoned needs a patience: without one nobody ever gives up",
        cure: "Add the queue's mean patience, for example patience: \"2m\".")
    }
    if let node = fields["target"], settings.target.maximumTurnedAway != nil, fields["waitingRoom"] == nil {
      throw node.fail(
        "project.missing", "a highest share turned away needs a waitingRoom: without one everybody may wait",
        cure: "Add how many chats may wait, for example waitingRoom: 20.")
    }
    if let node = fields["requirementMethod"] {
      try node.require(settings.channel, in: [.phone, .chat], "e-mail is planned by its deadlines")
      (settings.requirementMethod, settings.coversForecastSpread) = try node.requirementMethod()
    }
    if let node = fields["concurrency"] {
      try node.require(settings.channel, in: [.chat], "only a chat agent holds several conversations at once")
      (settings.concurrency, settings.concurrentHandleTimes) = try node.concurrency()
      // The handle time is that of a full agent; given by level, it need not be said twice.
      if fields["handleTime"] == nil, let full = settings.concurrentHandleTimes?.last { settings.handleTime = full }
    }
    if let node = fields["waitingRoom"] {
      try node.require(settings.channel, in: [.chat], "only a chat's waiting room has a limit")
      settings.waitingRoom = try node.integer(in: 0...QueueLimits.largestWaitingRoom, unit: "waiting chats")
    }
    if let node = fields["responseTime"] {
      try node.require(settings.channel, in: [.email], "phone and chat have target.within")
      settings.responseTime = try node.responseTime()
    }
    if let node = fields["openingBacklog"] {
      try node.require(settings.channel, in: [.email], "phone and chat keep no backlog")
      guard settings.responseTime != nil else {
        throw node.fail(
          "project.missing", "an opening backlog needs a responseTime, by which it is to be worked off",
          cure: "For example: responseTime: { within: \"8h\", clock: \"openingHours\" }.")
      }
      settings.openingBacklog = try node.number(in: 0...1_000_000, unit: "contacts")
    }
    if let node = fields["blendedWith"] {
      try node.require(settings.channel, in: [.email], "name the live queues at the e-mail queue that fills their gaps")
      guard settings.responseTime != nil else {
        throw node.fail(
          "project.missing",
          "blended e-mail needs a responseTime: only work with a deadline can wait for a free moment",
          cure: "For example: responseTime: { within: \"8h\", clock: \"openingHours\" }.")
      }
      for entry in try node.listOrOne() { blendedWith.append(QueueID(try entry.text())) }
    }
    if let node = fields["usableIdleShare"] {
      guard fields["blendedWith"] != nil else {
        throw node.fail(
          "project.missing", "usableIdleShare says how much idle time blended work can use, but nothing is blended",
          cure: "Add blendedWith, for example blendedWith: [\"phone\"], or remove it.")
      }
      usableIdleShare = try node.number(in: 0...1, unit: "share")
    }
    if let node = fields["shrinkage"] { try readShrinkage(node) }
    if let node = fields["presence"] {
      try node.require(
        settings.channel, in: [.phone, .chat], "e-mail waits for whoever is there, so only their mean counts")
      settings.presence = try node.word(PresenceModel.allCases.map { ($0.rawValue, $0) })
      if settings.presence == .proportional, settings.target.holdsOver == .day {
        throw node.fail(
          "project.conflict", "a target over the day needs people who are missing by chance",
          cure: "Write presence: \"random\", or holdsOver: \"interval\".")
      }
    }
    if let node = fields["minimumHeads"] {
      try node.require(settings.channel, in: [.phone, .chat], "e-mail waits until somebody is there")
      settings.minimumHeads = try node.integer(in: QueueLimits.minimumHeads, unit: "heads")
      if settings.presence == .proportional {
        throw node.fail(
          "project.conflict", "heads in proportion have no minimum", cure: "Write presence: \"random\", or remove it.")
      }
    }
  }

  /// A share, or a list of kinds.
  private mutating func readShrinkage(_ node: SettingsNode) throws(Diagnostic) {
    guard case .array = node.value else {
      settings.shrinkage = try node.number(in: 0...0.9, unit: "share")
      return
    }
    var parts: [ShrinkageComponent] = []
    for entry in try node.list() {
      let (part, isSettled) = try entry.shrinkagePart()
      if parts.contains(where: { $0.name == part.name && $0.weekdays == part.weekdays && $0.minutes == part.minutes }) {
        throw entry.fail(
          "project.duplicate", "the shrinkage '\(part.name)' is there twice for the same hours",
          cure: "Add the two shares, or give them different days or hours.")
      }
      parts.append(part)
      if !isSettled { unsettledShrinkage.append(parts.count - 1) }
    }
    settings.shrinkagePlan = ShrinkagePlan(parts)
  }
}

extension SettingsNode {
  /// A setting that only some channels have.
  fileprivate func require(_ channel: Channel, in channels: [Channel], _ why: String) throws(Diagnostic) {
    guard !channels.contains(channel) else { return }
    let key = path.split(separator: ".").last.map(String.init) ?? path
    throw fail(
      "project.channel", "'\(key)' doesn't belong to a queue of the channel '\(channel.rawValue)': \(why)",
      cure: "Remove it, or correct the channel.")
  }

  fileprivate func target(from defaults: ServiceTarget, of channel: Channel) throws(Diagnostic) -> ServiceTarget {
    var target = defaults
    let live = [
      "serviceLevel", "within", "meanWait", "maximumAbandonment", "definition", "holdsOver", "dayMargin", "dayFloor",
    ]
    let fields = try object(live + ["maximumOccupancy", "maximumTurnedAway"])
    for key in live {
      try fields[key]?.require(
        channel, in: [.phone, .chat], "e-mail waits, and what is promised of it is its responseTime")
    }
    try fields["maximumTurnedAway"]?.require(channel, in: [.chat], "only a chat's waiting room has a limit")
    // A wait or a share abandoned that stands alone is the target; beside a service level both must hold.
    if fields["serviceLevel"] == nil,
      ["meanWait", "maximumAbandonment", "maximumTurnedAway"].contains(where: { fields[$0] != nil })
    {
      target.serviceLevel = nil
    }
    if let node = fields["meanWait"] { target.meanWait = Double(try node.seconds(in: 0...604_800)) }
    if let node = fields["maximumAbandonment"] {
      target.maximumAbandonment = try node.number(in: 0...1, unit: "share")
    }
    if let node = fields["maximumTurnedAway"] {
      target.maximumTurnedAway = try node.number(in: 0...1, unit: "share")
    }
    if let node = fields["serviceLevel"] { target.serviceLevel = try node.number(in: 0...1, unit: "share") }
    if let node = fields["within"] { target.withinSeconds = Double(try node.seconds(in: 0...604_800)) }
    if let node = fields["maximumOccupancy"] {
      target.maximumOccupancy = try node.number(in: 0.05...1, unit: "share")
    }
    if let node = fields["definition"] {
      if case .text(let text) = node.value, let definition = ServiceLevelDefinition(anySpelling: text) {
        target.definition = definition
      } else {
        target.definition = try node.word(ServiceLevelDefinition.allCases.map { ($0.rawValue, $0) })
      }
    }
    if let node = fields["holdsOver"] {
      target.holdsOver = try node.word(ServicePeriod.allCases.map { ($0.rawValue, $0) })
      if target.holdsOver == .day, target.serviceLevel == nil {
        throw node.fail(
          "project.missing",
          "a target over the day needs a service level; a wait or a share lost holds in every interval",
          cure: "Add a serviceLevel, or write holdsOver: \"interval\".")
      }
    }
    if let node = fields["dayMargin"] { target.dayMargin = try node.ofDay(target, "dayMargin") }
    if let node = fields["dayFloor"] { target.dayFloor = try node.ofDay(target, "dayFloor") }
    return target
  }

  /// A share of a target that holds over the day.
  private func ofDay(_ target: ServiceTarget, _ key: String) throws(Diagnostic) -> Double {
    guard target.holdsOver == .day else {
      throw fail(
        "project.missing", "\(key) belongs to a target over the day, and this one holds in every interval",
        cure: "Add holdsOver: \"day\", or remove it.")
    }
    return try number(in: 0...1, unit: "share")
  }

  /// One of a few words; a misspelt one names its nearest neighbour.
  package func word<T>(_ words: [(String, T)]) throws(Diagnostic) -> T {
    let names = words.map(\.0)
    let list = Words.plain.list(names.map { "\"\($0)\"" })
    guard case .text(let text) = value else { throw expected("one of \(list)", example: "\"\(names[0])\"") }
    guard let found = words.first(where: { $0.0 == text }) else {
      throw fail(
        "project.unknown-word", "found '\(text)'; expected one of \(list)",
        cure: NearestName.of(text, among: names).map { "Did you mean \"\($0)\"?" } ?? "Write one of them.")
    }
    return found.1
  }

  fileprivate func requirementMethod() throws(Diagnostic) -> (RequirementMethod, coversSpread: Bool) {
    try word([
      ("modifiedOfferedLoad", (.modifiedOfferedLoad, false)), ("stationary", (.stationary, false)),
      ("robust", (.modifiedOfferedLoad, true)), ("robustStationary", (.stationary, true)),
    ])
  }

  /// `3`, or `{ atOnce: 3, handleTimes: ["5m", "7m30s", "10m"] }`, or `{ perHour: [12, 16, 18] }`: with a list `atOnce` need not be
  /// said.
  fileprivate func concurrency() throws(Diagnostic) -> (Int, handleTimes: [Double]?) {
    let range = 1...QueueLimits.largestConcurrency
    guard case .object = value else { return (try integer(in: range, unit: "conversations at once"), nil) }
    let fields = try object(["atOnce", "handleTimes", "perHour"])
    let entries = try (fields["handleTimes"] ?? fields["perHour"])?.list().count
    guard fields["atOnce"] != nil || entries != nil else {
      throw fail(
        "project.missing", "the number of conversations at once is missing", cure: "For example: { atOnce: 3 }.")
    }
    // A list with an entry for each number of conversations says how many there are.
    let count = try fields["atOnce"]?.integer(in: range, unit: "conversations at once") ?? entries ?? 1
    if let node = fields["perHour"], fields["handleTimes"] != nil {
      throw node.fail(
        "project.conflict", "both handleTimes and perHour are given, and each follows from the other",
        cure: "Keep one of them.")
    }
    var times: [Double]?
    if let node = fields["handleTimes"] {
      var read: [Double] = []
      for entry in try node.list() { read.append(Double(try entry.seconds(in: 1...86_400))) }
      times = read
    } else if let node = fields["perHour"] {
      var read: [Double] = []
      for (index, entry) in try node.list().enumerated() {
        let rate = try entry.number(in: 0.01...3600, unit: "conversations finished an hour")
        read.append(Double(index + 1) * 3600 / rate)
      }
      times = read
    }
    guard let times, let node = fields["handleTimes"] ?? fields["perHour"] else { return (count, nil) }
    if times.count != count || !range.contains(count) {
      throw node.fail(
        "project.concurrency", "\(times.count) entries are given for up to \(count) conversations at once",
        cure: "Give one entry for 1 conversation, one for 2, … up to \(min(max(1, count), range.upperBound)).")
    }
    if !QueueLimits.isThroughputRising(times) {
      throw node.fail(
        "project.concurrency", "an agent with more conversations finishes fewer an hour than with less",
        cure: "Lower atOnce, or check the entries: handle times must grow slower than the number of conversations.")
    }
    return (count, times)
  }

  /// `{ within: "8h", clock: "openingHours" }`; the clock has no default, because it outweighs everything else.
  fileprivate func responseTime() throws(Diagnostic) -> ResponseTime {
    let example = "{ within: \"8h\", clock: \"openingHours\" }"
    guard case .object = value else { throw expected("a time and its clock", example: example) }
    let fields = try object(["within", "clock"])
    guard let within = fields["within"] else {
      throw fail("project.missing", "the response time is missing", cure: "For example: \(example).")
    }
    guard let clock = fields["clock"] else {
      throw fail(
        "project.missing", "it isn't said by which clock \(within.value.kind) are counted",
        cure: "Write clock: \"elapsed\" (nights and closed days count) or clock: \"openingHours\" (they don't).")
    }
    return ResponseTime(
      seconds: Double(try within.seconds(in: 60...31_536_000)),
      clock: try clock.word([("elapsed", .elapsed), ("openingHours", .openingHours)]))
  }

  /// `{ kind: "meeting", share: 0.5, planned: true, days: "mon", between: "09:00-10:00" }`.
  ///
  /// - Returns: also whether it says itself if the rota knows of it.
  fileprivate func shrinkagePart() throws(Diagnostic) -> (ShrinkageComponent, isSettled: Bool) {
    let fields = try object(["kind", "share", "paid", "planned", "knownToRota", "days", "between"])
    guard let kind = fields["kind"], let share = fields["share"] else {
      throw fail(
        "project.missing", "a part of the shrinkage needs a kind and a share",
        cure: "For example: { kind: \"sickness\", share: 0.04 }.")
    }
    var part = ShrinkageComponent(name: try kind.text(), share: try share.number(in: 0...0.95, unit: "share"))
    if let node = fields["paid"] { part.isPaid = try node.flag() }
    if let node = fields["planned"] { part.isPlanned = try node.flag() }
    if let node = fields["knownToRota"] {
      part.isKnownToRota = try node.flag()
      if part.isKnownToRota && !part.isPlanned {
        throw node.fail(
          "project.shrinkage", "the rota can't know of '\(part.name)', which isn't planned",
          cure: "Add planned: true, or remove knownToRota.")
      }
    }
    if let node = fields["days"] { part.weekdays = try node.weekdays() }
    if let node = fields["between"] {
      let (from, to) = try node.clockRange()
      guard to.minutes <= 1440 else {
        throw node.fail(
          "project.range", "the hours \(node.value.kind) go past midnight", cure: "Write two parts, one for each day.")
      }
      part.minutes = from.minutes..<to.minutes
    }
    return (part, fields["knownToRota"] != nil)
  }
}
