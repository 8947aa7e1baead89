import Calendars
import Optimization
import Searching
import Testing

@testable import ShiftStaffing

@Suite("Windows side by side") struct StaffingWindowsTests {
  @Test("several windows are solved at once, the staffing gets no worse, and limits that they share hold")
  func shared() throws {
    var windows = 0
    var gains = 0
    for seed in UInt64(1)...8 {
      var problem = TinyStaffing.problem(
        TinyStaffing.Shape(slots: 96, cyclic: seed % 2 == 0, queues: 2, groups: 3, shifts: 900, hasCaps: true),
        seed: seed)
      for cap in problem.startCaps.indices { problem.startCaps[cap].limit = 99 }
      for group in problem.groups.indices { problem.groups[group].paidLimit = nil }
      var search = StaffingSearch(StaffingTables(problem), seed: seed)
      search.finish(from: [])
      let start = search.best.enumerated().filter { $0.offset % 3 > 0 }.map(\.element)
      // Every window could use more than what is left for all.
      for cap in problem.startCaps.indices {
        problem.startCaps[cap].limit = start.filter { search.tables.entries[$0.entry].cap == cap }.count + 1
      }
      let tables = StaffingTables(problem)
      let found = try blockingOnOwnThread { () throws(SolverFailure) in
        let master = try StaffingMaster(tables)
        _ = try master.generate(within: SearchBudget())
        var windows = StaffingWindows(master, seed: seed)
        return try windows.improve(start, seconds: nil, threads: 2, stop: nil)
      }
      windows = max(windows, found.windows)
      for cap in problem.startCaps.indices {
        let starts = found.staffing.filter { tables.entries[$0.entry].cap == cap }.count
        #expect(starts <= problem.startCaps[cap].limit, "seed \(seed)")
      }
      let state = StaffingState(tables, missingPrice: 1)
      state.load(start)
      let before = state.objective
      state.load(found.staffing)
      #expect(state.objective <= before + 1e-6, "seed \(seed)")
      if state.objective < before - 1e-6 { gains += 1 }
    }
    #expect(windows == 4)
    #expect(gains == 8)
  }
}
