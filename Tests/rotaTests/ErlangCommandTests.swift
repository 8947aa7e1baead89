import Testing

@testable import rota

@Suite("rota erlang, as its user runs it")
struct ErlangCommandTests {
  private func answer(_ options: String) -> String {
    let console = CapturedConsole()
    #expect(console.run("erlang \(options)") == .done, "\(console.errors)")
    return console.output
  }

  @Test("whichever of contacts, handle time and agents is left out is found")
  func directions() {
    #expect(answer("--calls 120 --aht 4m").contains("required        20 agents in position"))
    #expect(answer("--aht 4m --agents 18 --mean-wait 30s").contains("carried         112.87 contacts in 30 minutes"))
    #expect(answer("--calls 120 --agents 18 --max-occupancy 85%").contains("handle time     229.5 s at most"))
    #expect(answer("--calls 120 --aht 4m --agents 18 --patience 90s").contains("answered        80 % within 12.13 s"))
    // Rounded down: of 131.82 contacts 20 trunks lose more than 2 %.
    #expect(answer("--model B --agents 20 --aht 3m --blocking 2%").contains("carried         131.81 contacts"))
    #expect(answer("--model B --calls 131.82 --aht 3m --blocking 2%").contains("required        21 trunks"))
  }

  @Test("the four service levels of Erlang A stand side by side, and each can be the target")
  func definitions() {
    let plain = answer("--calls 120 --aht 4m --agents 18 --patience 90s")
    #expect(plain.contains("83.61 % offered, 89.8 % answered, 84.8 % virtual, 87.3 % excl-short-abandons"))
    let answered = answer("--calls 120 --aht 4m --patience 90s --service-level 89% --definition answered")
    #expect(answered.contains("of those answered") && answered.contains("required        18 agents"))
    #expect(answer("--calls 300 --concurrent-aht 5m,7m30s,10m --patience 3m").hasPrefix("chat chain with patience"))
  }

  @Test("a definition may be spelt as in rota.json and as in a batch")
  func spellings() {
    let ask = "--calls 120 --aht 4m --patience 90s --service-level 89% --definition "
    #expect(answer(ask + "ofAnswered") == answer(ask + "answered"))
    #expect(answer(ask + "excl_short_ab") == answer(ask + "excl-short-abandons"))
    #expect(answer(ask + "withoutShortAbandons") == answer(ask + "excl-short-abandons"))
    #expect(answer(ask + "offeredWait") == answer(ask + "virtual"))
    #expect(answer(ask + "ofOffered") == answer(ask + "offered") && answer(ask + "offered") != answer(ask + "virtual"))
    let console = CapturedConsole()
    #expect(console.run("erlang \(ask)ofOfered") == .usage)
    #expect(console.errors.contains("offered, answered, virtual, excl-short-abandons"))
  }

  @Test("where nothing limits the load the answer is no limit, and who may lose everybody needs nobody")
  func noLimit() {
    #expect(answer("--aht 4m --agents 18 --blocking 100% --patience 60").contains("carried         no limit"))
    #expect(answer("--calls 100 --agents 18 --blocking 100% --patience 60").contains("handle time     no limit"))
    #expect(answer("--model B --aht 4m --agents 18 --blocking 100%").contains("carried         no limit"))
    #expect(answer("--calls 120 --aht 240 --blocking 100% --patience 60").contains("required        0 agents"))
    // At a target of 100 % the load found needs the agents asked about.
    #expect(answer("--aht 240 --agents 18 --service-level 100%").contains("required        18 agents"))
    #expect(answer("--aht 4m --agents 18 --blocking 100% --patience 60 --json").contains("\"Infinity\""))
  }

  @Test("numbers with exponents and endless patience are read; chat by rates and with a waiting room")
  func numbers() {
    #expect(answer("--calls 1e-9 --aht 300").contains("required        1 agent in position"))
    #expect(answer("--calls 1e6 --aht 300 --patience inf").hasPrefix("Erlang C, 80 %"))
    #expect(answer("--calls 120 --aht 240 --patience 1e9").hasPrefix("Erlang C, 80 %"))
    let rates = answer("--calls 300 --concurrent-rate 12,16,18 --patience 3m")
    #expect(rates == answer("--calls 300 --concurrent-aht 5m,7m30s,10m --patience 3m"))
    let room = answer("--calls 300 --concurrent-rate 12,16,18 --patience 3m --waiting-room 5")
    #expect(room.contains("turned away     ") && !room.contains("exactly"))
    let console = CapturedConsole()
    #expect(console.run("erlang --calls 3 --concurrent-rate 12,16 --concurrent-aht 5m,7m30s") == .usage)
  }

  @Test("what misses its target never reads as the target, and what decides is said")
  func display() {
    #expect(ShareText.text(0.79999, against: 0.8) == "79.999 %")
    #expect(ShareText.text(0.8, against: 0.8) == "80 %" && ShareText.text(0.8123, against: nil) == "81.23 %")
    // A share that is no "at most" is rounded to the nearest, and what is there is never none.
    #expect(ShareText.text(2.5 / 58, against: 0) == "4.31 %" && ShareText.text(5.0 / 60, against: 0) == "8.33 %")
    #expect(ShareText.text(0, against: 0) == "0 %" && ShareText.text(0.00001, against: 0) == "0.001 %")
    #expect(ShareText.text(0.850000001, against: 0.85) == "85.0000001 %")
    #expect(answer("--calls 120 --aht 4m").contains("one less misses 80 % within 20 s"))
    #expect(answer("--calls 120 --aht 4m --max-occupancy 50%").contains("one less misses an occupancy of at most 50 %"))
  }
}
