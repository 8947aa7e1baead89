import Calendars
import Checking
import Rostering
import Searching
import Testing
import Workforce

/// The checker's count in whole units of price against what makes the rota.
@Suite("stated costs are exact, to the last unit of price") struct RoundedCostsTests {
  private var parts: [WritableKeyPath<CostParts, Double>] {
    [\.pay, \.nightPremium, \.wishes, \.contractShortfall, \.understaffing, \.overstaffing]
  }

  private func priced(_ price: Double, times scale: Double = 1) throws -> (RosterRequest, RosterOutcome) {
    var request = try MakeRotaTests.request()
    request.prices = CoveragePrices(
      underFirst: price * scale, underNext: (price + 71.37) * scale, overFirst: 0.777 * scale, overNext: 7.77 * scale)
    for index in request.sites.indices {
      request.sites[index].payPerHour = 17.371 * scale
      request.sites[index].nightPremiumPerHour = 3.337 * scale
    }
    for index in request.people.indices { request.people[index].rules.shortfallPrice = 199.99 * scale }
    request.people[0].wishes = [Wish(kind: .start(ClockTime(hour: 9, minute: 7)), price: 1.113 * scale)]
    request.people[2].wishes = [Wish(kind: .dayOff, date: request.firstDate.adding(days: 5), price: 4.4444 * scale)]
    let outcome = try makeRota(
      request, options: MakeRotaTests.options(iterations: 60), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    return (request, outcome)
  }

  @Test("prices that are no whole thousandth an interval or a duty", arguments: [47.99, 33.333, 0.333, 40])
  func odd(price: Double) throws {
    let (request, outcome) = try priced(price)
    let counted = roundedCosts(request, outcome.rota)
    #expect(counted.map(\.unitsPerCurrency) == [1000])
    #expect(counted.allSatisfy { $0.differences(from: outcome.costs).isEmpty })
    #expect(outcome.costs.understaffing > 0 && outcome.costs.pay > 0)
    // No unit more or less passes, nor a part of one.
    for part in parts {
      for change in [-0.001, 0.001, 0.0004] {
        var wrong = outcome.costs
        wrong[keyPath: part] += change
        #expect(counted.allSatisfy { $0.differences(from: wrong).count == 1 })
      }
    }
  }

  @Test("prices that only fit in coarser units", arguments: [30.0, 400, 4000])
  func coarse(scale: Double) throws {
    let (request, outcome) = try priced(47.99, times: scale)
    let counted = roundedCosts(request, outcome.rota)
    let fitting = try #require(counted.first { $0.differences(from: outcome.costs).isEmpty })
    #expect(counted.last.map { $0.unitsPerCurrency <= fitting.unitsPerCurrency } == true)
    for part in parts {
      var wrong = outcome.costs
      wrong[keyPath: part] += 1 / fitting.unitsPerCurrency
      #expect(counted.allSatisfy { !$0.differences(from: wrong).isEmpty })
    }
  }

  @Test("prices beyond all counting are no trap")
  func beyond() throws {
    var (request, outcome) = try priced(47.99)
    request.prices.underNext = .greatestFiniteMagnitude
    request.sites[0].payPerHour = .greatestFiniteMagnitude
    request.people[0].rules.shortfallPrice = -.greatestFiniteMagnitude
    outcome.costs.pay = .infinity
    outcome.costs.wishes = .nan
    #expect(roundedCosts(request, outcome.rota).allSatisfy { !$0.differences(from: outcome.costs).isEmpty })
  }
}
