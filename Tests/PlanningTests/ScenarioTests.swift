import Calendars
import Forecasting
import Tables
import Testing

@testable import Planning

@Suite("scenarios")
struct ScenarioTests {
  private func settings(_ text: String) throws(Diagnostic) -> SettingsValue {
    try SettingsNode.parse(Array(text.utf8), file: "test").value
  }

  @Test("overlays merge by id, take away with null and remove, and replace all else")
  func overlay() throws {
    let base = try settings(
      "{ a: 1, b: { c: 2, d: 3 }, list: [ { id: \"x\", v: 1 }, { id: \"y\", v: 2 } ], plain: [1, 2] }")
    let change = try settings(
      "{ b: { c: null, e: \"q\\\"\" }, list: [ { id: \"x\", v: 5 }, { id: \"y\", remove: true }, { id: \"z\" } ], plain: [3] }"
    )
    #expect(
      base.merged(with: change).json
        == "{\"a\":1,\"b\":{\"d\":3,\"e\":\"q\\\"\"},\"list\":[{\"id\":\"x\",\"v\":5},{\"id\":\"z\"}],\"plain\":[3]}")
  }

  @Test("a recall decays day by day and leaves other days alone")
  func recall() throws {
    let first = CivilDate(dayNumber: 20_787)
    let starts = (0..<5).map { Zone.utc.instant(of: first.adding(days: $0 - 1), ClockTime(hour: 12)) }
    let ten = Array(repeating: 10.0, count: 5)
    var forecast = QueueForecast(
      queue: "phone", zone: .utc, interval: 30, starts: starts, contacts: ten, p10: ten, p50: ten, p90: ten,
      handleTime: nil, daySpread: 0, method: "test", notes: [])
    let change = DemandChange(first: first, last: first.adding(days: 2), volume: 2.5, dailyRest: 0.5)
    change.apply(to: &forecast)
    #expect(forecast.contacts == [10, 25, 17.5, 13.75, 10])
    var other = forecast
    DemandChange(queues: ["chat"], volume: 2).apply(to: &other)
    #expect(other.contacts == forecast.contacts)
  }

  @Test("a sweep is every combination, and its shards are a partition of it")
  func sweep() throws {
    let text =
      "{ set: { shrinkage: 0.1 }, grid: { volume: [\"-10%\", \"0%\", \"+10%\"], handleTime: [\"-5%\", \"+5%\"] } }"
    let sweep = try Sweep(Array(text.utf8), file: "grid.json5", base: Scenario(name: "base"), salt: "salt")
    #expect(sweep.cases.count == 6)
    #expect(Set(sweep.cases.map(\.id)).count == 6)
    let shards = (1...4).flatMap { sweep.shard($0, of: 4).map(\.id) }
    #expect(shards.count == 6)
    #expect(Set(shards) == Set(sweep.cases.map(\.id)))
    let salted = try Sweep(Array(text.utf8), file: "grid.json5", base: Scenario(name: "base"), salt: "other")
    #expect(Set(salted.cases.map(\.id)).isDisjoint(with: shards))
  }

  @Test("a misspelt knob names its neighbour")
  func misspelt() {
    var scenario = Scenario(name: "test")
    #expect(throws: Diagnostic.self) { try scenario.set("volum", to: "+20%") }
  }

  @Test("an engine's script runs each shard once")
  func scripts() {
    let words = ["rota", "what-if", "a desk", "--sweep", "grid.json5", "--out", "out"]
    func script(_ engine: SweepEngine) -> String {
      engine.script(
        words: words, shards: 7, folder: "out",
        needs: SweepNeeds(memory: 300, minutes: 9, threads: 2, image: "rota:1"))
    }
    #expect(script(.slurm).contains("#SBATCH --array=1-7\n"))
    #expect(
      script(.slurm).contains(
        "exec rota what-if 'a desk' --sweep grid.json5 --out out --shard \"${SLURM_ARRAY_TASK_ID}/7\""))
    #expect(script(.kubernetes).contains("  completionMode: Indexed\n"))
    #expect(script(.kubernetes).contains("- \"a desk\"\n"))
    #expect(
      script(.parallel)
        == "seq 7 | parallel --halt soon,fail=1 --joblog out/parallel.log rota what-if 'a desk' --sweep grid.json5 --out out --shard {}/7\n"
    )
  }
}
