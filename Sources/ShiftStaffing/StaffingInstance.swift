internal import Calendars
internal import Foundation
public import Tables
internal import Workforce

/// A shift-staffing instance of the benchmark: one cyclic horizon, one queue, several sites.
///
/// A JSON object with `slot_minutes`, `slots`, `cyclic`, `demand` a slot, `sites` (`id`, `max_starts_per_day`) and
/// `shifts`, each `[site, day, start_slot, length_slots, cost, [[earliest_start_slot, latest_start_slot, length], …]]`
/// with absolute slots.
public struct StaffingInstance: Sendable {
  public var name: String
  public var problem: StaffingProblem
  /// For each shift and each of its windows, rising, the window's place in the file.
  private let places: [[Int]]

  /// - Throws: `staffing.instance` when the text is not such an instance.
  public init(json: [UInt8], file: String) throws(Diagnostic) {
    let content: Content
    do {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      content = try decoder.decode(Content.self, from: Data(json))
    } catch {
      throw Diagnostic(
        "staffing.instance", "isn't a shift-staffing instance: \(error)", at: SourcePosition(file: file),
        cure: "Give the instance as JSON with demand, sites and shifts.")
    }
    name = content.name
    let monday = CivilDate(dayNumber: 4)  // 1970-01-05
    let days = (content.shifts.map(\.day).max() ?? 0) + 1
    var caps: [StartCap] = []
    for site in content.sites {
      for day in 0..<days { caps.append(StartCap(name: "\(site.id) day \(day)", limit: site.maxStartsPerDay)) }
    }
    let sites = content.sites.indices
    guard content.shifts.allSatisfy({ sites.contains($0.site) && $0.day >= 0 }) else {
      throw Diagnostic(
        "staffing.instance", "a shift belongs to no site or day", at: SourcePosition(file: file),
        cure: "Number sites and days from 0.")
    }
    places = content.shifts.map { shift in shift.breaks.indices.sorted { shift.breaks[$0][0] < shift.breaks[$1][0] } }
    let shifts = content.shifts.map { shift in
      let windows = shift.breaks.map { window in
        BreakWindow(
          kind: window[2] * content.slotMinutes >= 30 ? .lunch : .rest, earliestOffset: window[0] - shift.start,
          latestOffset: window[1] - shift.start, length: window[2], paid: true)
      }
      return StaffingShift(
        template: TemplateID(rawValue: "\(content.sites[shift.site].id)"), date: monday.adding(days: shift.day),
        group: shift.site, startCap: shift.site * days + shift.day, startSlot: shift.start, slots: shift.length,
        cost: shift.cost, paid: Minutes(shift.length * content.slotMinutes),
        breakWindows: windows.sorted { $0.earliestOffset < $1.earliestOffset })
    }
    problem = StaffingProblem(
      slots: content.slots, slotLength: Minutes(content.slotMinutes), cyclic: content.cyclic,
      demand: [QueueDemand(queue: "all", required: content.demand)],
      groups: content.sites.map { StaffingGroup(name: $0.id, site: SiteID(rawValue: $0.id), queues: [0]) },
      shifts: shifts, startCaps: caps)
    if let first = problem.problems().first { throw first }
  }

  /// The answer in the benchmark's form: objective, bound, and each duty's shift, absolute break slots and count.
  public func answer(_ outcome: StaffingOutcome) -> String {
    let duties = outcome.duties.map { duty in
      let shift = problem.shifts[duty.shift]
      var starts = [Int](repeating: 0, count: duty.breaks.count)
      for (offset, place) in zip(duty.breaks, places[duty.shift]) { starts[place] = shift.startSlot + offset }
      let breaks = starts.map(String.init).joined(separator: ",")
      return "{\"shift\":\(duty.shift),\"breaks\":[\(breaks)],\"count\":\(duty.count)}"
    }
    return
      "{\"objective\":\(outcome.objective),\"bound\":\(outcome.bound),\"duties\":[\(duties.joined(separator: ","))]}\n"
  }

  private struct Content: Decodable {
    var name: String
    var slotMinutes: Int
    var slots: Int
    var cyclic: Bool
    var demand: [Int]
    var sites: [SiteContent]
    var shifts: [ShiftContent]
  }

  private struct SiteContent: Decodable {
    var id: String
    var maxStartsPerDay: Int
  }

  private struct ShiftContent: Decodable {
    var site: Int
    var day: Int
    var start: Int
    var length: Int
    var cost: Double
    var breaks: [[Int]]

    init(from decoder: any Decoder) throws {
      var fields = try decoder.unkeyedContainer()
      site = try fields.decode(Int.self)
      day = try fields.decode(Int.self)
      start = try fields.decode(Int.self)
      length = try fields.decode(Int.self)
      cost = try fields.decode(Double.self)
      breaks = try fields.decode([[Int]].self)
      guard breaks.allSatisfy({ $0.count == 3 }) else {
        throw DecodingError.dataCorruptedError(in: fields, debugDescription: "a break has three fields")
      }
    }
  }
}
