import Calendars
import Rostering
import Searching
import Tables
import Testing
import Workforce

/// Whole requests whose heads are priced by steps of a ladder, counted here from the prices alone.
@Suite("Rotas priced by a ladder") struct LadderTests {
  static let ladder = [120.0, 77.7, 48, 21, 9.9, 3]

  /// The phone by steps, the chat by its distance from the need.
  static func request() throws -> RosterRequest {
    var request = try MakeRotaTests.request()
    request.prices.ladder = ladder
    let needs = request.demand[0].required
    request.demand[0].steps = ServiceSteps(
      contactPrice: [Double](repeating: 2, count: needs.count),
      heads: ladder.indices.map { step in
        needs.enumerated().map { slot, need in need == 0 ? 0 : need + (step + slot % 3) / 3 }
      })
    return request
  }

  static func make(_ request: RosterRequest) throws -> RosterOutcome {
    try makeRota(
      request, options: MakeRotaTests.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
  }

  @Test("understaffing and overstaffing are what heads, one by one, are worth on the ladder")
  func costs() throws {
    let request = try Self.request()
    let outcome = try Self.make(request)
    var under = 0
    var over = 0
    func units(_ price: Double) -> Int { Int((price / 4 * 1000).rounded()) }
    let prices = request.prices
    for (queue, demand) in request.demand.enumerated() {
      var present = [Int](repeating: 0, count: request.grid.count)
      for span in outcome.rota.work where span.queue == demand.queue {
        for slot in request.grid.index(of: span.start)..<request.grid.index(of: span.end) { present[slot] += 1 }
      }
      for carried in request.carriedIn where carried.queues == [demand.queue] {
        let duty = carried.duty
        let first = max(0, request.grid.index(of: duty.start))
        for slot in first..<request.grid.index(of: duty.end) {
          let minute = request.grid.instant(at: slot).minutes(since: duty.start)
          if !duty.breaks.contains(where: { minute >= $0.offset && minute < $0.offset + $0.length }) {
            present[slot] += 1
          }
        }
      }
      for slot in present.indices {
        let need = demand.required[slot]
        let heads = demand.steps?.heads.map { $0[slot] }
        let full = heads?.last ?? need
        guard full > 0 else { continue }
        for head in present[slot]..<max(present[slot], full) {
          if let heads {
            let step = try #require(heads.firstIndex { head < $0 })
            under += units(Self.ladder[step])
          } else {
            // A tenth of one or two people is one.
            under += units(head < need - 1 ? prices.underNext : prices.underFirst)
          }
        }
        for head in full..<max(present[slot], full) {
          over += units(head < full + 1 ? prices.overFirst : prices.overNext)
        }
      }
      #expect(queue < 2)
    }
    #expect(under > 0)
    #expect(outcome.costs.understaffing == Double(under) / 1000)
    #expect(outcome.costs.overstaffing == Double(over) / 1000)
    #expect(outcome.objective == outcome.costs.total)
    #expect(outcome.bound > 0 && outcome.bound <= outcome.objective)
  }

  @Test("a ladder that no queue has steps of changes nothing", arguments: [[120, 48], [300, 120, 100, 48, 20, 1]])
  func flatOnALadder(ladder: [Double]) throws {
    var request = try MakeRotaTests.request()
    let flat = try Self.make(request)
    request.prices.ladder = ladder
    let laddered = try Self.make(request)
    #expect(laddered.rota == flat.rota)
    #expect(laddered.costs == flat.costs)
  }

  @Test("ladders and steps that do not fit are named")
  func diagnostics() throws {
    func code(_ change: (inout RosterRequest) -> Void) throws -> String? {
      var request = try Self.request()
      change(&request)
      do {
        _ = try Self.make(request)
        return nil
      } catch let error as Diagnostic {
        return error.code
      }
    }
    #expect(try code { $0.prices.ladder = [48, 120] } == "prices.not-convex")
    #expect(try code { $0.prices.ladder = [120, 77.7, 47, 21, 9.9, 3] } == "prices.not-convex")
    #expect(try code { $0.prices.ladder = [120] + [Double](repeating: 48, count: 14) } == "prices.not-convex")
    #expect(try code { $0.prices.ladder = nil } == "prices.not-convex")
    #expect(try code { $0.demand[0].steps?.heads.swapAt(0, 5) } == "prices.not-convex")
    #expect(try code { $0.demand[0].steps?.heads.removeLast() } == "prices.not-convex")
    #expect(try code { $0.demand[0].steps?.heads[3].removeLast() } == "roster.demand-length")
  }
}
