package import Calendars
package import Workforce

extension QueueDemand {
  /// The heads of an interval beside which nobody is missing: those from which one more brings no contact that has a price,
  /// else those required.
  package func full(at slot: Int) -> Int { steps.map { $0.heads.last?[slot] ?? 0 } ?? required[slot] }
}

extension CoveragePrices {
  /// What one hour of a queue costs by those who are missing and by those who are too many, in currency units.
  ///
  /// A queue with steps pays for each missing head the price of the ladder up to whose number it is missing; whoever is
  /// beyond the last number is too many, as beyond the heads required elsewhere.
  ///
  /// - Parameter heads: people on the queue in interval `slot`.
  func hour(of demand: QueueDemand, at slot: Int, heads: Int) -> (missing: Double, superfluous: Double) {
    let full = demand.full(at: slot)
    guard heads < full else { return (0, cost(required: full, heads: heads)) }
    guard let steps = demand.steps, let ladder else { return (cost(required: full, heads: heads), 0) }
    var missing = 0.0
    var present = heads
    for (price, numbers) in zip(ladder, steps.heads) where numbers[slot] > present {
      missing += price * Double(numbers[slot] - present)
      present = numbers[slot]
    }
    return (missing, 0)
  }

  /// What one hour with `heads` people on a queue costs that needs `required`, in currency units.
  func cost(required: Int, heads: Int) -> Double {
    let distance = distance(required: required, heads: heads)
    let (first, further) = (Double(distance.first), Double(distance.further))
    return heads < required ? first * underFirst + further * underNext : first * overFirst + further * overNext
  }

  /// How many people are missing or superfluous inside the band, and how many beyond it.
  ///
  /// The band is ⌈required · band⌉, a product a hair above a whole number rounded down to it (70 · 0.1 is 7). Where
  /// nobody is required the band is empty, and every head costs `overNext`.
  private func distance(required: Int, heads: Int) -> (first: Int, further: Int) {
    let band = Int((Double(required) * band - 1e-9).rounded(.up))
    let distance = abs(required - heads)
    return (min(distance, band), max(0, distance - band))
  }

  /// The same for one interval instead of one hour, in thousandths of the currency unit, each price rounded as a rota's are.
  package func inThousandths(for interval: Minutes) -> CoveragePrices {
    mapped { RoundedCosts.whole($0 * Double(interval.rawValue) / 60 * 1000) }
  }

  /// What `heads` people on a queue cost in interval `slot`, in the unit of these prices.
  package func total(of demand: QueueDemand, at slot: Int, heads: Int) -> Double {
    let parts = hour(of: demand, at: slot, heads: heads)
    return parts.missing + parts.superfluous
  }

  /// The same with every price changed.
  func mapped(_ change: (Double) -> Double) -> CoveragePrices {
    CoveragePrices(
      underFirst: change(underFirst), underNext: change(underNext), overFirst: change(overFirst),
      overNext: change(overNext), band: band, ladder: ladder?.map(change))
  }

  /// Of one person missing or too many for an hour.
  var dearest: Double { ([underFirst, underNext, overFirst, overNext] + (ladder ?? [])).max() ?? 0 }
}
