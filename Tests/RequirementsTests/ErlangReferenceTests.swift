import Testing
import Verification

@testable import Requirements
@testable import Workforce

@Suite(
  "the Erlang models against the reference table",
  .enabled(if: BenchmarkData.isPresent, "the benchmark data is not here; set ROTA_DATA to its folder"))
struct ErlangReferenceTests {
  private func traffic(_ row: ReferenceErlang.Row) throws -> Traffic {
    Traffic(
      contacts: try #require(row.number("calls")), over: try #require(row.number("interval_s")),
      handleTime: try #require(row.number("aht_s")))
  }

  private func target(_ row: ReferenceErlang.Row) -> ServiceTarget {
    let level = row.number("sl_target")
    let wait = row.number("asa_target_s")
    return ServiceTarget(
      serviceLevel: level, withinSeconds: row.number("target_s") ?? 0, meanWait: wait,
      maximumOccupancy: row.number("max_occ"),
      maximumAbandonment: level == nil && wait == nil ? row.number("p_abandon") : nil)
  }

  @Test("every Erlang B and C figure, whole and fractional agents")
  func erlangBAndC() throws {
    let rows = ReferenceErlang.shared.rows("perf", "BC")
    #expect(rows.count == 298)
    for row in rows {
      let traffic = try traffic(row)
      let agents = try #require(row.number("agents"))
      let result = ErlangC().performance(
        of: traffic, agents: agents, answeredWithin: try #require(row.number("target_s")))
      let blocking = ErlangB.blocking(servers: agents, load: traffic.load)
      #expect(isClose(blocking, try #require(row.number("p_block")), absolute: 1e-10), "row \(row.id): B \(blocking)")
      #expect(isClose(result.waitProbability, try #require(row.number("p_wait")), absolute: 1e-10), "row \(row.id)")
      #expect(isClose(result.serviceLevel, try #require(row.number("sl_offered")), absolute: 1e-10), "row \(row.id)")
      #expect(
        isClose(result.meanWait, try #require(row.number("asa_s")), relative: 1e-9),
        "row \(row.id): \(result.meanWait) s")
      #expect(isClose(result.occupancy, try #require(row.number("occupancy")), absolute: 1e-10), "row \(row.id)")
      #expect(isClose(result.meanQueue, try #require(row.number("mean_queue")), relative: 1e-9), "row \(row.id)")
    }
  }

  @Test("every Erlang A figure")
  func erlangA() throws {
    let rows = ReferenceErlang.shared.rows("perf", "A")
    #expect(rows.count == 155)
    for row in rows {
      let figures = ErlangA(patience: try #require(row.number("patience_s"))).figures(
        of: try traffic(row), agents: try #require(row.number("agents")),
        within: try #require(row.number("target_s")))
      let result = figures.performance
      func check(_ value: Double, _ column: String) throws {
        #expect(
          isClose(value, try #require(row.number(column)), absolute: 1e-9), "row \(row.id) \(column): \(value)")
      }
      try check(result.waitProbability, "p_wait")
      try check(result.abandonment, "p_abandon")
      try check(figures.offeredWaitWithin, "sl_virtual")
      try check(result.serviceLevel, "sl_offered")
      try check(figures.answeredWithinOfAnswered, "sl_answered")
      try check(figures.answeredWithinWithoutShortAbandons, "sl_excl_short_ab")
      try check(result.occupancy, "occupancy")
      for (value, column) in [
        (result.meanWait, "wait_all_s"), (result.meanWaitAnswered, "asa_served_s"),
        (figures.offeredWait, "offered_wait_s"), (result.meanQueue, "mean_queue"),
      ] {
        #expect(
          isClose(value, try #require(row.number(column)), relative: 1e-9), "row \(row.id) \(column): \(value)")
      }
    }
  }

  @Test("every requirement of Erlang C, and the continuous one where it is given")
  func requiredByErlangC() throws {
    let rows = ReferenceErlang.shared.rows("required", "C")
    #expect(rows.count == 142)
    for row in rows {
      let traffic = try traffic(row)
      let target = target(row)
      let agents = ErlangC().requiredAgents(for: target, of: traffic)
      #expect(Double(agents) == row.number("req_agents"), "row \(row.id): \(agents)")
      if let continuous = row.number("req_fractional") {
        let found = ErlangC().fractionalAgents(for: target, of: traffic)
        if target.maximumOccupancy == nil {
          #expect(isClose(found, continuous, relative: 1e-9), "row \(row.id): \(found)")
        } else {
          #expect(found > continuous - 1e-8 * continuous, "row \(row.id): \(found)")
        }
      }
    }
  }

  @Test("every requirement of Erlang A")
  func requiredByErlangA() throws {
    let rows = ReferenceErlang.shared.rows("required", "A")
    #expect(rows.count == 60)
    for row in rows {
      let model = ErlangA(patience: try #require(row.number("patience_s")))
      let agents = model.requiredAgents(for: target(row), of: try traffic(row))
      #expect(Double(agents) == row.number("req_agents"), "row \(row.id): \(agents)")
    }
  }

  @Test("every requirement of Erlang B")
  func requiredByErlangB() throws {
    let rows = ReferenceErlang.shared.rows("required", "B")
    #expect(rows.count == 28)
    for row in rows {
      let trunks = ErlangB.requiredServers(
        load: try traffic(row).load, blocking: try #require(row.number("sl_target")))
      #expect(Double(trunks) == row.number("req_agents"), "row \(row.id): \(trunks)")
    }
  }
}
