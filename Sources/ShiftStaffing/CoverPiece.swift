internal import Calendars
internal import Workforce

/// Missing or superfluous people of one queue in one slot who all have the same price: a column of a program.
struct CoverPiece {
  /// 1 = missing, −1 = superfluous: how they enter the row of people who are there.
  var sign: Double
  /// Currency units for one of them over the slot.
  var price: Double
  /// How many there can be; infinite in the last piece of each sign.
  var limit: Double
}

extension CoveragePrices {
  /// The pieces of a queue in a slot, as far from its full heads as they come: people missing, level by level, then people
  /// too many. Prices never fall within a sign, so a program fills the pieces in this order.
  ///
  /// A queue without steps has four pieces, also beside a ladder, whose first price is `underNext`. A limit can be 0.
  /// - Parameter hours: length of the slot.
  func pieces(of demand: QueueDemand, at slot: Int, hours: Double) -> [CoverPiece] {
    var prices = self
    if demand.steps == nil { prices.ladder = nil }
    let (levels, ends) = (prices.levels, prices.thresholds(of: demand, at: slot))
    let full = ends.count - 2
    let missing = (0...full).reversed().map { level in
      CoverPiece(
        sign: 1, price: -levels[level] * hours,
        limit: level == 0 ? .infinity : Double(ends[level] - ends[level - 1]))
    }
    return missing + [
      CoverPiece(sign: -1, price: levels[full + 1] * hours, limit: Double(ends[full + 1] - ends[full])),
      CoverPiece(sign: -1, price: levels[full + 2] * hours, limit: .infinity),
    ]
  }
}

extension QueueDemand {
  /// Heads in each slot from which more are superfluous: the heads of the last step, or those required.
  var full: [Int] { steps?.heads.last ?? required }
}
