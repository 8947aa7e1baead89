internal import Calendars
internal import Forecasting
internal import Workforce

/// The demand of a live queue in slots, over the plan and as much before it as still is in progress when it begins.
struct LiveDemand {
  /// Slots of the intervals before the grid, then of the grid.
  let profile: LoadProfile
  /// Work that arrives in each slot, in agent-seconds.
  let work: [Double]
  /// Slots of an interval.
  let slots: Int
  /// Intervals before the grid.
  let warmUp: Int
  /// Intervals before the first that is planned, those before the grid included.
  let lead: Int
  /// Of each interval, those before the grid included: whether the queue is open.
  private let isOpen: [Bool]

  /// - Parameters:
  ///   - earlier: what arrived, or is expected to, before `forecast` begins; nothing is in progress without it.
  ///   - isPlanned: of each interval of the grid, whether `forecast` says anything about it.
  init(
    _ forecast: QueueForecast, earlier: [QueueForecast], for settings: QueueSettings, grid: IntervalGrid,
    closedDates: Set<CivilDate>, isPlanned: [Bool]
  ) {
    let first = earlier.compactMap(\.starts.first).min().map { max(0, -grid.index(of: $0)) } ?? 0
    let width = LoadProfile.slotWidth(of: grid.interval.rawValue)
    slots = grid.interval.rawValue / width
    warmUp = first
    lead = earlier.isEmpty ? 0 : first + (isPlanned.firstIndex(of: true) ?? 0)
    let fine = IntervalGrid(
      start: grid.start.adding(seconds: -first * grid.interval.seconds), interval: Minutes(width),
      count: (first + grid.count) * slots)
    var contacts = [Double](repeating: 0, count: fine.count)
    var work = contacts
    var open: [Int] = []
    for part in Self.joined(earlier, forecast, usually: settings.handleTime) {
      let demand = GridDemand(
        part, for: settings, on: fine, closedDates: closedDates, keepsClosedArrivals: false, isLinear: true)
      for slot in contacts.indices {
        contacts[slot] += demand.contacts[slot]
        work[slot] += demand.work[slot]
      }
      open = demand.openSeconds
    }
    self.work = work
    profile = LoadProfile(contacts: contacts, work: work, seconds: Double(width * 60))
    let slots = slots
    isOpen = (0..<(first + grid.count)).map { index in
      open[index * slots..<(index + 1) * slots].contains { $0 > 0 }
    }
  }

  /// What was before in front of what is to come, in one piece where the intervals are alike, so that the rate moves on
  /// from one to the other. Contacts are what is known of the past; each takes as long as those to come.
  private static func joined(
    _ earlier: [QueueForecast], _ forecast: QueueForecast, usually: Double
  ) -> [QueueForecast] {
    let times = forecast.handleTime ?? []
    let work = zip(times, forecast.contacts).reduce(0) { $0 + ($1.0 > 0 && $1.0.isFinite ? $1.0 * $1.1 : 0) }
    let count = zip(times, forecast.contacts).reduce(0) { $0 + ($1.0 > 0 && $1.0.isFinite ? $1.1 : 0) }
    let mean = count > 0 ? work / count : usually
    func handleTimes(of part: QueueForecast) -> [Double] {
      part.handleTime ?? Array(repeating: mean, count: part.starts.count)
    }
    var whole = forecast
    var parts: [QueueForecast] = []
    for part in earlier.reversed() {
      guard part.interval == whole.interval else {
        var alone = part
        alone.handleTime = handleTimes(of: part)
        parts.append(alone)
        continue
      }
      if whole.handleTime != nil || part.handleTime != nil {
        whole.handleTime =
          handleTimes(of: part) + (whole.handleTime ?? Array(repeating: usually, count: whole.starts.count))
      }
      whole.starts = part.starts + whole.starts
      whole.contacts = part.contacts + whole.contacts
    }
    return parts + [whole]
  }

  /// The slots of an interval of the grid.
  func range(_ index: Int) -> Range<Int> { (warmUp + index) * slots..<(warmUp + index + 1) * slots }

  /// Chat when the first planned interval begins, each interval before it staffed as it requires; nil where the queue is
  /// not followed through the day. Its intervals are counted from the beginning of the warm-up.
  func chatDay(_ model: any QueueingModel, _ settings: QueueSettings, _ spread: DemandSpread) -> ChatDay? {
    guard let chat = ChatDay.follows(model, settings, profile) else { return nil }
    var day = ChatDay(model: chat, profile: profile, slots: slots, slotSeconds: profile.slotSeconds, spread: spread)
    var previous = 0
    for index in 0..<lead {
      guard isOpen[index] else {
        day = day.advanced(over: index, agents: 0, answeredWithin: settings.target.withinSeconds).1
        previous = 0
        continue
      }
      let interval = IntervalService(model: model, profile: profile, slots: index * slots..<(index + 1) * slots)
      let least = interval.leastAgents(for: settings.target)
      (previous, day) = day.requiredAgents(
        over: index, target: settings.target, least: least, guess: previous > 0 ? previous : max(1, least))
    }
    return day
  }

  /// Chat when the first planned interval begins, from what is in progress then; nil where the queue is not followed.
  func chat(
    _ model: any QueueingModel, _ settings: QueueSettings, _ spread: DemandSpread, resuming: InProgress.Chat?
  ) -> ChatPoints? {
    ChatDay.follows(model, settings, profile).map {
      ChatPoints(model: $0, profile: profile, slots: slots, spread: spread, resuming: resuming)
    }
  }

  /// What is in progress at the beginning of the first planned interval; nil without days before it.
  ///
  /// - Parameter day: as `chatDay` returned it.
  func inProgress(_ day: ChatDay?) -> InProgress? {
    guard lead > 0 else { return nil }
    let count = lead * slots
    let before = LoadProfile(
      contacts: Array(profile.contacts[..<count]), work: Array(work[..<count]), seconds: profile.slotSeconds)
    return InProgress(
      interval: lead - warmUp, cohorts: before.remaining,
      contactsBefore: isOpen[lead - 1] ? profile.contacts[(lead - 1) * slots..<count].reduce(0, +) : nil,
      chat: day?.inProgress)
  }
}
