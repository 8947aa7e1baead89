import Calendars
import Foundation
import Searching
import Testing

@testable import Forecasting

@Suite("the rest of a day forecast again")
struct RestOfDayTests {
  /// A day, and what a plain statement of the filter, written apart from it, makes of its rest.
  struct Vector: Sendable, CustomTestStringConvertible {
    var name: String
    var expected: [Double]
    var counts: [Double]
    var interval: Int
    var daySpread: Double
    var dispersion: Double
    var factors: [Double]
    var variances: [Double]
    var widening: Double
    var silent: [Int]

    var testDescription: String { name }

    var day: DaySoFar {
      DaySoFar(
        expected: expected, counts: counts, interval: Minutes(interval), daySpread: daySpread, dispersion: dispersion)
    }
  }

  static let vectors = [
    Vector(
      name: "a fifth more", expected: [40, 80, 120, 160, 180, 180, 170, 160, 150, 140, 130, 120],
      counts: [50, 95, 140, 195, 215, 220], interval: 30, daySpread: 0.05, dispersion: 0.004,
      factors: [
        1.1467257376178766, 1.1348925018995684, 1.124308534115602, 1.1148419455409555, 1.1063747713137826,
        1.0988015004540652,
      ],
      variances: [
        0.002254496818901788, 0.0027487428681000096, 0.003155027643390153, 0.0034897939295733243, 0.0037663173072651135,
        0.00399532678217939,
      ], widening: 1.3532674481964109, silent: []),
    Vector(
      name: "a quiet hour in the middle", expected: [40, 80, 120, 160, 180, 180, 170, 160, 150, 140, 130, 120],
      counts: [41, 82, 0, 0, 176, 185], interval: 30, daySpread: 0.05, dispersion: 0.004,
      factors: [
        1.005103055126828, 1.0046990992009222, 1.0043377900368262, 1.0040146252961015, 1.0037255779648249,
        1.003467046172245,
      ],
      variances: [
        0.002037503011426936, 0.0023462493111448676, 0.0025999433936122413, 0.0028088886766700722, 0.00298140253727076,
        0.0031242056394184562,
      ], widening: 1, silent: [2, 3]),
    Vector(
      name: "a spike", expected: [40, 80, 120, 160, 180, 180, 170, 160, 150, 140, 130, 120],
      counts: [40, 78, 125, 158, 540, 560], interval: 30, daySpread: 0.05, dispersion: 0.004,
      factors: [
        1.082126431410115, 1.0750026559834933, 1.0686309575393458, 1.0629319371980483, 1.0578345784427303,
        1.0532753621696924,
      ],
      variances: [
        0.0018463847970584162, 0.002182778524015992, 0.002459368085355639, 0.0026873252018181516, 0.0028756705588070313,
        0.0030316952183107706,
      ], widening: 1, silent: []),
    Vector(
      name: "twice as many for three hours", expected: [40, 80, 120, 160, 180, 180, 170, 160, 150, 140, 130, 120],
      counts: [80, 160, 240, 320, 360, 360], interval: 30, daySpread: 0.05, dispersion: 0.004,
      factors: [
        1.903260166925331, 1.8304717799854253, 1.7653678675173505, 1.707137157965426, 1.6550540279909662,
        1.6084694603494265,
      ],
      variances: [
        0.02983886469525385, 0.05041486855544265, 0.06727995048444994, 0.08113361401566355, 0.09253996791331942,
        0.1019543294218503,
      ], widening: 39.61359405320199, silent: []),
    Vector(
      name: "as forecast", expected: [40, 80, 120, 160, 180, 180, 170, 160, 150, 140, 130, 120],
      counts: [40, 80, 120, 160, 180, 180], interval: 30, daySpread: 0.05, dispersion: 0.004,
      factors: [1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
      variances: [
        0.0018463847970584162, 0.002182778524015992, 0.002459368085355639, 0.0026873252018181516, 0.0028756705588070313,
        0.0030316952183107706,
      ], widening: 1, silent: []),
    Vector(
      name: "quarter-hours",
      expected: [61.4, 68.5, 71.7, 80.5, 68.4, 79.3, 25.7, 51.9, 80.6, 62.9, 78.1, 30.8, 52.1, 38.8, 56.6, 58.4],
      counts: [38, 54, 61, 0, 0, 59, 34, 38, 93], interval: 15, daySpread: 0.12, dispersion: 0.03,
      factors: [
        0.9570953498585519, 0.9581966421648276, 0.9592381801225476, 0.9602232059065196, 0.9611547857763628,
        0.9620358196213834, 0.9628690499875593,
      ],
      variances: [
        0.007177163093625221, 0.009203546446184728, 0.011032970881465105, 0.012685309028662717, 0.01417838547298951,
        0.015528190262392529, 0.016749070020865765,
      ], widening: 1, silent: [3, 4]),
    Vector(
      name: "hours", expected: [31.6, 24.1, 76.3, 36.6, 36.9, 82.9, 76.3, 41.4, 81.7, 56.4, 64.7, 36.3],
      counts: [46, 29, 112, 51], interval: 60, daySpread: 0.07, dispersion: 0.002,
      factors: [
        1.188554790016604, 1.166230815295214, 1.148371635518102, 1.1340842916964122, 1.1226544166390606,
        1.1135105165931793, 1.1061953965564741, 1.1003433005271102,
      ],
      variances: [
        0.006445260674358836, 0.007352412834956539, 0.007993187166017813, 0.008451440296520025, 0.008783248346939838,
        0.009026426336727237, 0.009206716920206148, 0.009341828229644626,
      ], widening: 2.1351203104153558, silent: []),
    Vector(
      name: "few contacts", expected: [2.1, 2.3, 1.7, 1.6, 1.4, 2.1, 3.0, 1.2, 3.2, 2.2, 2.1, 3.7],
      counts: [2, 2, 2, 2, 1], interval: 30, daySpread: 0.2, dispersion: 0.0,
      factors: [
        0.9973844708976429, 0.9975588246321663, 0.9977147713531764, 0.9978542543407951, 0.9979790117176032,
        0.9980905981076981, 0.9981904040091446,
      ],
      variances: [
        0.03298183959203559, 0.03387997069751573, 0.03463096323720318, 0.0352608151112283, 0.035790686734691074,
        0.03623783030728142, 0.03661633726474784,
      ], widening: 1, silent: []),
    Vector(
      name: "wide dispersion, closed at first",
      expected: [0, 0, 69.0, 74.7, 25.1, 71.3, 46.0, 58.7, 24.5, 26.8, 34.9, 81.3, 35.8, 69.3, 79.8, 80.5],
      counts: [0, 0, 74, 97, 18, 91, 61, 81, 16, 39], interval: 15, daySpread: 0.04, dispersion: 0.08,
      factors: [
        1.2331734549458706, 1.220597499123676, 1.2087038944296409, 1.1974556175894566, 1.1868176541521074,
        1.1767568894943516,
      ],
      variances: [
        0.019516054898904116, 0.02585889231484728, 0.03153439274723828, 0.03661288435749313, 0.04115727731947776,
        0.04522384659082956,
      ], widening: 1, silent: []),
  ]

  @Test("factors, variances, widening and silences are those of the plain statement", arguments: vectors)
  func reference(vector: Vector) {
    let rest = vector.day.rest()
    #expect(rest.first == vector.counts.count)
    #expect(rest.factors.count == vector.factors.count)
    for (here, there) in zip(rest.factors, vector.factors) { #expect(abs(here - there) < 1e-12) }
    for (here, there) in zip(rest.variances, vector.variances) { #expect(abs(here - there) < 1e-12 * max(1, there)) }
    #expect(abs(rest.widening - vector.widening) < 1e-10 * vector.widening)
    #expect(rest.silent == vector.silent)
  }

  @Test("a forecast that doesn't know how far it errs is taken to err by a tenth")
  func unknownSpread() {
    let counts = [50.0, 95, 140, 195, 215, 220]
    func rest(_ daySpread: Double, _ dispersion: Double) -> RestOfDay {
      DaySoFar(
        expected: Self.vectors[0].expected, counts: counts, interval: 30, daySpread: daySpread, dispersion: dispersion
      ).rest()
    }
    let factors = [
      1.1732020875370328, 1.159500463936792, 1.1472453592278906, 1.136284060347698, 1.1264799765805769,
      1.1177109374764227,
    ]
    for (here, there) in zip(rest(0, 0).factors, factors) { #expect(abs(here - there) < 1e-12) }
    #expect(rest(0, 0) == rest(0.1, 0.015))
    #expect(rest(0, 0.06) == rest(0.1, 0.06))
    // One that knows it keeps what it knows, however little.
    #expect(rest(0.02, 0.001).factors[0] < factors[0])
    #expect(rest(.nan, -1) == rest(0, 0))
  }

  @Test("totals have the band of the intervals' whole covariance")
  func bands() {
    let day = DaySoFar(
      expected: [2, 4, 6, 8, 9, 9, 8.5, 8, 7.5, 7, 6.5, 6], counts: [3, 5, 9, 10, 12, 9], interval: 30, daySpread: 0.08,
      dispersion: 0.02)
    let rest = day.rest()
    let known: [(range: Range<Int>, mean: Double, variance: Double, quantiles: [Double])] = [
      (0..<1, 9.205592776884036, 1.0447358899107164, [5, 9, 13]),
      (0..<4, 33.263930149729994, 12.95619176970656, [25, 33, 42]),
      (0..<6, 46.451510229952596, 24.631381158912117, [36, 46, 57]),
      (2..<6, 28.64210075127827, 10.803368382181388, [21, 28, 37]),
    ]
    for known in known {
      let total = rest.total(known.range)
      #expect(abs(total.mean - known.mean) < 1e-9)
      #expect(abs(rest.varianceOfMean(known.range) - known.variance) < 1e-9)
      #expect([total.p10, total.p50, total.p90] == known.quantiles)
    }
    #expect(rest.total == rest.total(0..<6))
    // A band of a sum is narrower than the sum of bands, and wider than if hours were apart.
    let parts = (0..<6).map { rest.contacts($0) }
    let widths = parts.map { $0.p90 - $0.p10 }.reduce(0, +)
    #expect(rest.total.p90 - rest.total.p10 < widths)
    let apart = (0..<6).map { rest.varianceOfMean($0..<$0 + 1) }.reduce(0, +)
    #expect(rest.varianceOfMean(0..<6) > apart)
  }

  @Test("80 % of days that err as is supposed lie in the band, by interval and in total")
  func coverage() {
    var generator = SeededGenerator(seed: 7)
    func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + generator.nextUnit() } }
    let (level, deviation) = (0.3 * 0.12 * 0.12, 0.04 - 0.3 * 0.12 * 0.12)
    let rho = pow(0.8, 0.5)
    var (inside, intervals, totals) = (0.0, 0.0, 0.0)
    let days = 1500
    for _ in 0..<days {
      let own = normal() * level.squareRoot()
      var other = normal() * deviation.squareRoot()
      let counts = Self.vectors[0].expected.map { mean in
        let factor = max(0, 1 + own + other)
        other = rho * other + normal() * ((1 - rho * rho) * deviation).squareRoot()
        return Histories.poisson(mean * factor, &generator)
      }
      let rest = DaySoFar(
        expected: Self.vectors[0].expected, counts: Array(counts[..<6]), interval: 30, daySpread: 0.12, dispersion: 0.04
      ).rest()
      for index in 0..<6 {
        let part = rest.contacts(index)
        intervals += 1
        inside += (part.p10...part.p90).contains(counts[6 + index]) ? 1 : 0
      }
      totals += (rest.total.p10...rest.total.p90).contains(counts[6...].reduce(0, +)) ? 1 : 0
    }
    #expect((0.77...0.86).contains(inside / intervals), "\(inside / intervals)")
    #expect((0.76...0.86).contains(totals / Double(days)), "\(totals / Double(days))")
  }

  @Test("unknown isn't zero: intervals of which nobody knows only predict", arguments: 0..<20)
  func unknown(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let expected = (0..<24).map { _ in 5 + 80 * generator.nextUnit() }
    var counts: [Double?] = expected.prefix(14).map { Histories.poisson($0 * 1.2, &generator) }
    func rest(_ counts: [Double?], _ expected: [Double]? = nil) -> RestOfDay {
      DaySoFar(
        expected: expected ?? Self.day(seed), counts: counts, interval: 30, daySpread: 0.1, dispersion: 0.02
      ).rest()
    }
    // Nothing known: the forecast as it was, and the whole of its uncertainty.
    let nothing = rest(Array(repeating: nil, count: 14))
    #expect(nothing.factors.allSatisfy { $0 == 1 })
    for variance in nothing.variances { #expect(abs(variance - 0.02) < 1e-12) }
    // What is unknown says as much as an interval in which the queue is closed.
    let gap = Int(generator.next() % 8) + 3
    for index in gap..<gap + 3 { counts[index] = nil }
    var closed = Self.day(seed)
    var zeros = counts
    for index in gap..<gap + 3 { (closed[index], zeros[index]) = (0, 0) }
    #expect(rest(counts).factors == rest(zeros, closed).factors)
    // The longer ago, the less it says, and the wider the band.
    let late = rest(counts + [nil, nil, nil, nil])
    let soon = rest(counts)
    // (Days that surprise are another matter: which hours surprise has changed.)
    guard late.widening == 1, soon.widening == 1 else { return }
    for (late, soon) in zip(late.variances, soon.variances.dropFirst(4)) { #expect(abs(late - soon) < 1e-12) }
    for (late, soon) in zip(late.factors, soon.factors.dropFirst(4)) { #expect(abs(late - soon) < 1e-12) }
  }

  private static func day(_ seed: Int) -> [Double] {
    var generator = SeededGenerator(seed: UInt64(seed))
    return (0..<24).map { _ in 5 + 80 * generator.nextUnit() }
  }

  @Test("a silence of two hours is a broken feed; a longer one, or one of a small queue, is believed")
  func silence() {
    func day(_ mean: Double, quiet: Range<Int>) -> DaySoFar {
      let counts = (0..<20).map { quiet.contains($0) ? 0 : mean }
      return DaySoFar(
        expected: Array(repeating: mean, count: 40), counts: counts, interval: 30, daySpread: 0.1, dispersion: 0.02)
    }
    #expect(day(50, quiet: 10..<14).rest().silent == [10, 11, 12, 13])
    #expect(abs(day(50, quiet: 16..<20).rest().factors[0] - 1) < 1e-9)
    #expect(day(50, quiet: 10..<15).rest().silent.isEmpty)
    #expect(day(50, quiet: 15..<20).rest().factors[0] < 0.5)
    // Five expected: none at all is rarer than one in a thousand only where a fifth of them still had brought some.
    #expect(day(5, quiet: 10..<14).rest().silent.isEmpty)
    #expect(FeedSilence.isRare(0, mean: 7) && !FeedSilence.isRare(0, mean: 6.9))
    #expect(FeedSilence.isRare(350, mean: 701))
  }

  @Test("a step that began an hour ago is seen, and forecast both ways")
  func step() throws {
    var counts = Array(repeating: 100.0, count: 20)
    let expected = Array(repeating: 100.0, count: 40)
    func day() -> DaySoFar {
      DaySoFar(expected: expected, counts: counts, interval: 30, daySpread: 0.05, dispersion: 0.005)
    }
    #expect(day().step() == nil)
    (counts[18], counts[19]) = (190, 210)
    let step = try #require(day().step())
    #expect(step.first == 18 && abs(step.factor - 2) < 0.01)
    let (ends, lasts) = (day().rest(if: .ends, step), day().rest(if: .lasts, step))
    #expect(ends.factors.allSatisfy { abs($0 - 1) < 0.01 })
    #expect(lasts.factors.allSatisfy { abs($0 - 2) < 0.02 })
    let plain = day().rest()
    #expect(plain.factors[0] > ends.factors[0] && plain.factors[0] < lasts.factors[0])
    // What lasts is less sure, by as much as the hour's own counts are.
    #expect(lasts.varianceOfMean(0..<20) > 4 * ends.varianceOfMean(0..<20))
    // Of a broken feed nobody says that it lasts.
    (counts[18], counts[19]) = (0, 0)
    #expect(day().step() == nil && day().rest().silent == [18, 19])
    // What has gone on for more than two hours is the day's level.
    counts = Array(repeating: 100, count: 12) + Array(repeating: 150, count: 8)
    #expect(day().step() == nil && day().rest().factors[0] > 1.3)
  }

  @Test("a stated level is taken as it is, with the deviations of hours left unsure")
  func level() {
    let day = Self.vectors[0].day
    let rest = day.rest(atLevel: 1.3)
    #expect(rest.factors.allSatisfy { abs($0 - 1.3) < 1e-12 })
    for variance in rest.variances { #expect(abs(variance - 1.69 * (0.004 - 0.3 * 0.0025)) < 1e-12) }
    #expect(day.rest(atLevel: 0).total == day.rest(atLevel: -1).total)
    #expect(day.rest(atLevel: 0).total.p90 == 0)
  }

  @Test("days without anything, and numbers that are none, have an answer")
  func edges() {
    func rest(_ expected: [Double], _ counts: [Double?], _ interval: Int = 30) -> RestOfDay {
      DaySoFar(expected: expected, counts: counts, interval: Minutes(interval), daySpread: 0.1, dispersion: 0.1).rest()
    }
    #expect(rest([], []).factors.isEmpty && rest([], []).total.mean == 0)
    #expect(rest([5, 5], [5, 5, 5, 5]).total.p90 == 0)
    #expect(rest([0, 0, 0], [9]).factors == [1, 1])
    #expect(rest([.nan, .infinity, 1e300, -4], [.infinity]).factors.allSatisfy { (0.2...5).contains($0) })
    #expect(rest([10, 10, 10], [12], 0).factors.count == 2)
    #expect(rest([10, 10, 10], [1e12], 720).factors.allSatisfy { $0 <= 5 })
    for interval in [1, 7, 45, 240] {
      let day = DaySoFar(
        expected: Array(repeating: 9, count: 30), counts: Array(repeating: 20, count: 12), interval: Minutes(interval),
        daySpread: 0.1, dispersion: 0.1)
      #expect(
        day.rest().factors.count == 18 && day.rest(if: .lasts, DayStep(first: 99, factor: 2, expected: 0)).first == 12)
      _ = day.step()
    }
  }
}
