internal import Workforce
internal import Words

extension QueueSettings {
  /// How its positions become heads, in sentences; none for e-mail and for plans that don't say.
  var presenceWords: [String] {
    guard channel != .email, let presence else { return [] }
    var sentences: [String] = []
    switch presence {
    case .random:
      sentences.append(
        "Heads are counted by chance: each is missing with the chance of the shrinkage, whatever the others do, and "
          + "service is expected over who is there.")
      if let goal = target.dayGoal, let floor = target.intervalFloor {
        let margin = (target.dayMargin ?? ServiceTarget.usualDayMargin) * 100
        sentences.append(
          "The target holds over the day: its contacts together expect \(Words.plain.share(goal)) (a margin of "
            + "\(Words.plain.short(margin)) points), no interval less than \(Words.plain.share(floor)).")
      }
    case .proportional:
      sentences.append(
        "Heads are counted in proportion: positions ÷ attendance, rounded up in every interval.")
      if target.holdsOver == .day {
        sentences.append("In proportion the target is asked of every interval, also where it holds over the day.")
      }
    }
    if let minimumHeads, minimumHeads > 0, presence == .random {
      sentences.append(
        "Every open interval has at least \(minimumHeads) \(minimumHeads == 1 ? "head" : "heads").")
    }
    return sentences
  }
}
