extension Annealing {
  /// What the search is tuned by; the defaults were measured on the benchmark tours.
  struct Tuning: Sendable {
    /// First temperature, in prices of the first missing person in one slot.
    var start = 2.0
    /// Last temperature, likewise.
    var end = 0.02
    /// Share of moves that replace a whole week.
    var weekShare = 0.02
    /// Share of the other moves that take three to five days in a row of one week, where rules tell duties apart or have
    /// prices.
    var stretchShare = 0.04
    /// Share of the other moves that take two days of a week.
    var pairShare = 0.75
    /// How hot the last response of several people is, in temperatures.
    var lastHeat = 0.4
    /// Chance that partners must work at the same time.
    var overlapShare = 0.8
    /// Moves between two looks at the clock.
    var period = 64
  }
}
