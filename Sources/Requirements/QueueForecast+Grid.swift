public import Calendars
public import Forecasting

extension QueueForecast {
  /// A part of an interval of the forecast inside one interval of a grid.
  struct Piece {
    /// The grid's interval; those of pieces outside of the grid don't lie in it.
    var slot: Int
    var start: Instant
    var seconds: Int
    /// Of the forecast's interval, 0…1.
    var share: Double
  }

  /// The pieces into which the lines of a grid cut an interval of the forecast, in order. Whatever is laid on a grid is laid
  /// by them, so that nothing of it is lost or counted twice.
  ///
  /// - Complexity: O(pieces).
  func pieces(of row: Int, on grid: IntervalGrid) -> [Piece] {
    let end = starts[row] + interval
    var pieces: [Piece] = []
    var start = starts[row]
    while start < end {
      let slot = grid.index(of: start)
      let next = min(end, grid.instant(at: slot + 1))
      let seconds = next - start
      pieces.append(
        Piece(slot: slot, start: start, seconds: seconds, share: Double(seconds) / Double(interval.seconds)))
      start = next
    }
    return pieces
  }

  /// When contacts arrive, open or closed: those of each interval evenly over it. (Contacts that have to be answered while
  /// the queue is open are spread over its open minutes instead; see `requirement`.)
  ///
  /// - Returns: contacts in each interval of the grid; what lies outside of it is left out.
  public func arrivals(on grid: IntervalGrid) -> [Double] {
    var arrivals = [Double](repeating: 0, count: grid.count)
    for row in starts.indices where contacts[row] > 0 {
      for piece in pieces(of: row, on: grid) where arrivals.indices.contains(piece.slot) {
        arrivals[piece.slot] += contacts[row] * piece.share
      }
    }
    return arrivals
  }

  /// The 10 and 90 % quantiles of contacts that are worked on at other times than they arrive: in proportion to the mean of
  /// the last interval with contacts that reaches into each of the grid's.
  ///
  /// - Parameter worked: contacts in each interval of the grid.
  public func band(around worked: [Double], on grid: IntervalGrid) -> (low: [Double], high: [Double]) {
    var low = [Double](repeating: 0, count: grid.count)
    var high = low
    for row in starts.indices where contacts[row] > 0 {
      for slot in pieces(of: row, on: grid).map(\.slot) where low.indices.contains(slot) {
        low[slot] = worked[slot] * p10[row] / contacts[row]
        high[slot] = worked[slot] * p90[row] / contacts[row]
      }
    }
    return (low, high)
  }
}
