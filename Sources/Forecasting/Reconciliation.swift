/// Days on which several queues rise and fall together: how far each day of the parts follows the forecast of their
/// total.
///
/// A share λ of the way: every part is multiplied by 1 + λ·(total ÷ sum of parts − 1). The parts then add up to
/// (1 − λ)·sum + λ·total, and that is the total that is stated; nothing ever has two totals.
struct Reconciliation {
  /// 0 where following the total doesn't help.
  let share: Double
  /// Error of the parts by day with `share`, and without.
  let error: Double
  let plainError: Double

  /// A past day: what each part was forecast as and was, and what the total was forecast as.
  struct Trial {
    var parts: [Double]
    var actual: [Double]
    var total: Double
  }

  /// Chooses the share that would have done best, if it would have done better by two percent or more: less is chance.
  init(_ trials: [Trial]) {
    var best = (share: 0.0, error: Self.error(trials, share: 0))
    plainError = best.error
    for share in [0.25, 0.5, 0.75, 1] {
      let error = Self.error(trials, share: share)
      if error < best.error, error < 0.98 * plainError { best = (share, error) }
    }
    share = trials.count >= 7 ? best.share : 0
    error = trials.count >= 7 ? best.error : plainError
  }

  /// What each part of a day is multiplied by. Bounded, so that a total gone wrong can't carry the parts away.
  func factor(parts: [Double], total: Double) -> Double {
    Self.factor(parts: parts, total: total, share: share)
  }

  private static func factor(parts: [Double], total: Double, share: Double) -> Double {
    let sum = parts.reduce(0, +)
    return sum > 0 ? 1 + share * (min(2, max(0.5, total / sum)) - 1) : 1
  }

  private static func error(_ trials: [Trial], share: Double) -> Double {
    trials.reduce(0) { sum, trial in
      let factor = factor(parts: trial.parts, total: trial.total, share: share)
      return sum + zip(trial.parts, trial.actual).reduce(0) { $0 + abs($1.0 * factor - $1.1) }
    }
  }
}
