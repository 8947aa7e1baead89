internal import Calendars
internal import Workforce

/// The service that heads give in each interval of a plan, expected over who is there: by the same curves as the
/// requirement of those heads.
struct ExpectedService {
  let settings: QueueSettings
  let model: any QueueingModel
  let requirement: QueueRequirement
  let grid: IntervalGrid
  let spread: DemandSpread

  /// The service level of each interval by the target's definition; nil where no contacts arrive.
  func levels(_ heads: [Int]) -> [Double?] {
    let within = settings.target.withinSeconds
    guard settings.requirementMethod == .modifiedOfferedLoad else {
      return heads.indices.map { index in
        let contacts = requirement.contacts[index]
        guard contacts > 0 else { return nil }
        let traffic = Traffic(
          load: min(
            contacts * max(requirement.handleTime[index], 1e-9) / Double(grid.interval.seconds), ErlangB.largestLoad),
          handleTime: max(requirement.handleTime[index], 1e-9))
        return level(IntervalService(model: model, contacts: contacts, traffic: traffic), index, heads[index], nil)
      }
    }
    let profile = LoadProfile(slotsOf: requirement, interval: grid.interval)
    let slots = grid.count > 0 ? profile.contacts.count / grid.count : 0
    var chat = ChatDay.follows(model, settings, profile).map {
      ChatPoints(
        model: $0, profile: profile, slots: slots, spread: spread, resuming: requirement.inProgress?.chat)
    }
    let begin = requirement.inProgress?.interval ?? 0
    return heads.indices.map { index in
      let interval = IntervalService(model: model, profile: profile, slots: index * slots..<(index + 1) * slots)
      let found =
        requirement.contacts[index] > 0 ? level(interval, index, heads[index], index < begin ? nil : chat) : nil
      if index >= begin {
        let agents = Double(heads[index]) * (1 - settings.shrinkage(of: index, on: grid))
        chat = chat?.advanced(over: index, agents: agents, answeredWithin: within)
      }
      return found
    }
  }

  private func level(_ interval: IntervalService, _ index: Int, _ heads: Int, _ chat: ChatPoints?) -> Double {
    var curve = ServiceCurve(
      of: interval, missing: settings.shrinkage(of: index, on: grid), within: settings.target.withinSeconds,
      spread: spread, chat: chat, at: index)
    return curve.expected(heads: heads).serviceLevel(settings.target.definition)
  }
}

extension LoadProfile {
  /// The profile of a finished requirement, from the contacts of its slots; from those of its intervals where it doesn't
  /// know them.
  init(slotsOf requirement: QueueRequirement, interval: Minutes) {
    let width = Self.slotWidth(of: interval.rawValue)
    let slots = interval.rawValue / width
    guard var contacts = requirement.slotContacts, contacts.count == requirement.contacts.count * slots else {
      self.init(of: requirement, interval: interval)
      return
    }
    // Before the plan begins its contacts are in progress, not arriving.
    let begin = requirement.inProgress?.interval ?? 0
    for slot in 0..<min(contacts.count, begin * slots) { contacts[slot] = 0 }
    self.init(
      contacts: contacts, work: contacts.indices.map { contacts[$0] * requirement.handleTime[$0 / slots] },
      seconds: Double(width * 60), carried: requirement.inProgress?.cohorts ?? [], from: begin * slots)
  }
}
