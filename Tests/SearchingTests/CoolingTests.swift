import Searching
import Testing

@Suite("Annealing") struct CoolingTests {
  @Test("the temperature falls from the first to the last by equal factors")
  func falls() {
    let cooling = Cooling(from: 20, to: 0.2)
    let temperatures = [0, 0.25, 0.5, 0.75, 1].map(cooling.temperature)
    #expect(temperatures[0] == 20 && abs(temperatures[2] - 2) < 1e-12 && abs(temperatures[4] - 0.2) < 1e-12)
    for (hot, cold) in zip(temperatures, temperatures.dropFirst()) {
      #expect(abs(cold / hot - 0.1.squareRoot()) < 1e-12)
    }
    #expect(Cooling(from: 3, to: 3).temperature(at: 0.7) == 3)
  }

  @Test("what costs nothing is taken without a draw, what costs more as often as the law says")
  func accepts() {
    var random = SeededGenerator(seed: 3)
    var untouched = random
    #expect(random.accepts(change: 0, at: 1) && random.accepts(change: -5, at: 1))
    #expect(random.next() == untouched.next())
    var taken = 0
    for _ in 0..<20_000 where random.accepts(change: 3, at: 3) { taken += 1 }
    // e⁻¹, within five deviations.
    #expect(abs(Double(taken) / 20_000 - 0.3679) < 0.017)
  }
}
