internal import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// The modified offered load m(t): how many contacts would be in service if every one were answered at once.
///
/// Contacts that arrive at rate λ(t) with exponential handle times of mean h fill the "infinite server" with
/// m′ = λ − m/h. Unlike λ·h, m(t) knows that at 09:05 half of what arrived at 09:00 is still being talked to, and that at
/// opening nobody is. Contacts with another handle time than those before are a cohort of their own, so the work done
/// over a day is exactly the work that arrived.
/// - SeeAlso: O. B. Jennings, A. Mandelbaum, W. A. Massey, W. Whitt, *Server staffing to meet time-varying demand*,
///   Management Science 42 (1996); W. A. Massey, W. Whitt, *An analysis of the modified offered-load approximation for
///   the nonstationary Erlang loss model*, Annals of Applied Probability 4 (1994).
struct LoadProfile {
  /// Contacts that arrive in each slot.
  let contacts: [Double]
  /// Mean of m(t) over each slot, in erlangs.
  let load: [Double]
  /// Mean handle time of the contacts of each slot, in seconds; 0 where none arrive.
  let handleTime: [Double]
  /// Width of a slot.
  let slotSeconds: Double
  /// Contacts that are still in service at the end of the last slot.
  let remaining: [InProgress.Cohort]

  /// The width of the slots into which an interval is cut: five minutes, or three to four where five don't fit.
  static func slotWidth(of interval: Int) -> Int { [5, 3, 4].first { interval % $0 == 0 } ?? interval }

  init(contacts: [Double], load: [Double], handleTime: [Double], slotSeconds: Double) {
    self.contacts = contacts
    self.load = load
    self.handleTime = handleTime
    self.slotSeconds = slotSeconds
    remaining = []
  }

  /// - Parameters:
  ///   - contacts: contacts that arrive in each slot, ≥ 0, evenly within the slot.
  ///   - work: their handle times in seconds, summed.
  ///   - seconds: width of a slot.
  ///   - carried: contacts that are in service already when slot `first` begins.
  /// - Complexity: slots × the number of different handle times that are still in service.
  init(contacts: [Double], work: [Double], seconds: Double, carried: [InProgress.Cohort] = [], from first: Int = 0) {
    self.contacts = contacts
    var load = [Double](repeating: 0, count: contacts.count)
    var handleTime = load
    var cohorts: [Cohort] = []
    for slot in contacts.indices {
      if slot == first {
        cohorts += carried.map { Cohort(handleTime: $0.handleTime, slotSeconds: seconds, inService: $0.inService) }
      }
      if contacts[slot] > 0, work[slot] > 0 {
        handleTime[slot] = work[slot] / contacts[slot]
        if cohorts.last.map({ abs($0.handleTime - handleTime[slot]) <= 1e-9 * handleTime[slot] }) != true {
          cohorts.append(Cohort(handleTime: handleTime[slot], slotSeconds: seconds))
        }
      }
      for index in cohorts.indices {
        // Only the latest cohort is still being joined.
        let joining = index == cohorts.count - 1 ? work[slot] / seconds : 0
        load[slot] += cohorts[index].advance(joining: joining)
      }
      cohorts.removeAll { $0.inService < 1e-9 }
    }
    self.load = load
    self.handleTime = handleTime
    slotSeconds = seconds
    remaining = cohorts.map { InProgress.Cohort(handleTime: $0.handleTime, inService: $0.inService) }
  }

  /// Contacts of one handle time that are in service.
  private struct Cohort {
    let handleTime: Double
    /// Share that is still in service a slot later, and the mean of that share during the slot.
    let staying: Double
    let meanStaying: Double
    var inService: Double

    init(handleTime: Double, slotSeconds: Double, inService: Double = 0) {
      self.handleTime = handleTime
      self.inService = inService
      staying = exp(-slotSeconds / handleTime)
      meanStaying = -expm1(-slotSeconds / handleTime) * handleTime / slotSeconds
    }

    /// - Parameter joining: rate of arrival × handle time, in erlangs: what the cohort would grow to.
    /// - Returns: the mean number in service during the slot.
    mutating func advance(joining: Double) -> Double {
      let above = inService - joining
      inService = joining + above * staying
      return joining + above * meanStaying
    }
  }
}
