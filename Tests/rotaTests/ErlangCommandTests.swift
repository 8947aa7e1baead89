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
    #expect(answer("--model B --agents 20 --aht 3m --blocking 2%").contains("carried         131.82 contacts"))
  }

  @Test("the four service levels of Erlang A stand side by side, and each can be the target")
  func definitions() {
    let plain = answer("--calls 120 --aht 4m --agents 18 --patience 90s")
    #expect(plain.contains("83.61 % offered, 89.8 % answered, 84.8 % virtual, 87.3 % excl-short-abandons"))
    let answered = answer("--calls 120 --aht 4m --patience 90s --service-level 89% --definition answered")
    #expect(answered.contains("of those answered") && answered.contains("required        18 agents"))
    #expect(answer("--calls 300 --concurrent-aht 5m,7m30s,10m --patience 3m").hasPrefix("chat chain with patience"))
  }
}
