#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

internal import Workforce

/// The load of a queue whose contacts are carried from slot to slot: how many would be in service if nobody waited.
///
/// Arrivals at the rate λ with exponential handle times of mean h make m′ = λ − m/h, which within a slot of even arrivals
/// has the solution λh + (m₀ − λh)·e^(−t/h). Contacts with another handle time than those before are added up apart.
struct InfiniteServer {
  /// Mean of m over each slot, in erlangs.
  private(set) var load: [Double] = []

  /// - Parameters:
  ///   - contacts: that arrive in each slot.
  ///   - handleTime: their mean handle time in seconds, parallel.
  ///   - seconds: width of a slot.
  ///   - carried: in service already when slot `first` begins.
  init(contacts: [Double], handleTime: [Double], seconds: Double, carried: [InProgress.Cohort], from first: Int) {
    var inService: [(h: Double, m: Double)] = []
    for slot in contacts.indices {
      if slot == first { inService += carried.map { ($0.handleTime, $0.inService) } }
      let arriving = contacts[slot] > 0 && handleTime[slot] > 0
      if arriving, inService.last.map({ abs($0.h - handleTime[slot]) > 1e-9 * handleTime[slot] }) ?? true {
        inService.append((handleTime[slot], 0))
      }
      var mean = 0.0
      for index in inService.indices {
        let (h, before) = inService[index]
        let target = arriving && index == inService.count - 1 ? contacts[slot] / seconds * h : 0
        let decay = exp(-seconds / h)
        mean += target + (before - target) * (1 - decay) * h / seconds
        inService[index].m = target + (before - target) * decay
      }
      inService.removeAll { $0.m < 1e-9 }
      load.append(mean)
    }
  }

  /// Width of the slots that an interval is cut into, in minutes: five, or three to four where five don't fit.
  static func slotMinutes(of interval: Int) -> Int {
    for width in [5, 3, 4] where interval % width == 0 { return width }
    return interval
  }

  /// How many contacts more arrive at the end of each interval than at its beginning, by the totals beside it: half the
  /// way between both neighbours, never beyond twice the step to the nearer one, and not at all at a peak or a dip. With
  /// one neighbour the line to it goes on, not below 0.
  ///
  /// - Parameter joins: whether each interval follows directly on the one before it.
  static func rises(_ totals: [Double], joins: [Bool]) -> [Double] {
    totals.indices.map { index in
      let back = joins[index] ? totals[index] - totals[index - 1] : nil
      let ahead = index + 1 < totals.count && joins[index + 1] ? totals[index + 1] - totals[index] : nil
      guard let back, let ahead else {
        return (back ?? ahead).map { min(max($0, -2 * totals[index]), 2 * totals[index]) } ?? 0
      }
      if back == 0 || ahead == 0 || (back > 0) != (ahead > 0) { return 0 }
      let steepest = 2 * min(abs(back), abs(ahead))
      let middle = (back + ahead) / 2
      return abs(middle) <= steepest ? middle : (middle > 0 ? steepest : -steepest)
    }
  }
}
