import Optimization
import Searching
import Testing

@Suite("What threads of a solve tell each other") struct SearchExchangeTests {
  private typealias Exchange = SearchExchange<String, Int>
  private let exchange = Exchange(Exchange.Content(solution: "first", cost: 10, bound: 2))

  @Test("the cheapest counts, among equals the first, unless one is preferred")
  func solutions() {
    #expect(exchange.offer("cheaper", cost: 8))
    #expect(!exchange.offer("dearer", cost: 9) && !exchange.offer("equal", cost: 8))
    #expect(exchange.now.solution == "cheaper" && exchange.cost == 8)
    #expect(!exchange.offer("dearer", cost: 9, isPreferred: true))
    #expect(exchange.offer("exact", cost: 8, isPreferred: true))
    #expect(exchange.now.solution == "exact")
  }

  @Test("the highest bound counts, and the gap is that of the best two")
  func bounds() {
    exchange.offer(bound: 8)
    exchange.offer(bound: 5)
    #expect(exchange.now.bound == 8 && exchange.now.rounds == 2)
    #expect(!exchange.isReached(gap: 0.2) && exchange.isReached(gap: 0.25) && exchange.isReached(gap: 0, cost: 8))
    exchange.offer("best", cost: 8)
    #expect(exchange.isReached(gap: 0))
  }

  @Test("prices are taken once by each who looks, and only the latest")
  func guides() {
    var (one, other) = (0, 0)
    #expect(exchange.guide(newerThan: &one) == nil)
    exchange.offer(guide: [1])
    #expect(exchange.guide(newerThan: &one) == [1] && exchange.guide(newerThan: &one) == nil)
    exchange.offer(guide: [2])
    exchange.offer(guide: [3])
    #expect(exchange.guide(newerThan: &one) == [3] && exchange.guide(newerThan: &other) == [3])
    #expect(exchange.guide(newerThan: &other) == nil)
  }

  @Test("each trouble is kept once, and the first refusal")
  func troubles() {
    for _ in 0..<3 { exchange.note(SolverTrouble(while: "proving", .fatal("no"))) }
    exchange.refuse("one")
    exchange.refuse("two")
    #expect(exchange.now.trouble.count == 1 && exchange.now.refusal == "one")
  }

  @Test("what many threads offer at once ends with the best of each")
  func together() {
    let exchange = Exchange(Exchange.Content(solution: "", cost: .max, bound: .min))
    _ = blockingOnOwnThreads(count: 8, threads: 4) { number in
      for step in 0..<500 {
        exchange.offer("\(number)", cost: Int64(1000 - step - number))
        exchange.offer(bound: Int64(-1000 + step + number))
      }
    }
    #expect(exchange.cost == 494 && exchange.now.bound == -494 && exchange.now.rounds == 4000)
  }
}
