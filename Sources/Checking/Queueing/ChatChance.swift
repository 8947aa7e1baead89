internal import Workforce

/// Chat with several conversations an agent, followed through its days where heads are there by chance: one chain for each
/// point of the day's factor, each with the mean number in position.
struct ChatChance {
  let chat: ChatQueue
  let spread: DayFactor
  /// Of each point, at the beginning of the next interval.
  private var states: [ChatQueue.State]

  init(_ chat: ChatQueue, deviation: Double) {
    self.chat = chat
    spread = DayFactor(ofChanceIn: chat.settings, deviation: deviation)
    states = spread.points.map { _ in chat.start }
  }

  /// What the contacts of an interval meet with so many in position, and where that leaves the chains.
  ///
  /// - Parameters:
  ///   - contacts: that arrive in each slot of the interval by the forecast.
  ///   - agents: in position; 0 while closed.
  func next(contacts: [Double], handleTime: Double, agents: Double) -> (met: WaitFigures?, after: ChatChance) {
    var after = self
    var sum = WaitFigures()
    var arrived = 0.0
    for (number, point) in spread.points.enumerated() {
      let found = chat.next(
        states[number], contacts: contacts.map { $0 * point.multiplier }, handleTime: handleTime, agents: agents)
      after.states[number] = found.state
      guard let met = found.met else { continue }
      let weight = point.multiplier * point.weight
      sum.add(met, weight: weight)
      arrived += weight
    }
    guard arrived > 0 else { return (nil, after) }
    sum.divide(by: arrived)
    return (sum, after)
  }

  /// What the contacts of an interval can expect of a range of heads, each number in position starting from where the
  /// chains stand; nil where none arrive.
  func curve(contacts: [Double], handleTime: Double, heads: ClosedRange<Int>, missing: Double) -> HeadCurve? {
    guard contacts.contains(where: { $0 > 0 }) else { return nil }
    let settings = chat.settings
    let nobody = WaitModel(patience: settings.patience, within: settings.target.withinSeconds).nobody
    return HeadCurve(missing: missing, heads: heads) { numbers in
      numbers.map { agents in
        agents > 0
          ? next(contacts: contacts, handleTime: handleTime, agents: Double(agents)).met ?? nobody : nobody
      }
    }
  }
}
