import Foundation
import Tables
import Testing
import Verification

@testable import Requirements

@Suite("the batch calculator")
struct ErlangBatchTests {
  private static let header =
    "id,kind,model,calls,interval_s,aht_s,agents,patience_s,target_s,sl_target,asa_target_s,max_occ,p_abandon\n"

  private func batch(_ rows: String) throws -> [[String]] {
    let text = try erlangBatch(Array((Self.header + rows).utf8), file: "batch.csv")
    return text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test("a misspelt column is an error with its place; what is nobody's is noted, and answers may be asked again")
  func misspelt() throws {
    let head = "id,kind,model,calls,interval_s,aht_s,agents"
    let fault = #expect(throws: Diagnostic.self) {
      try erlangBatch(Array("\(head),max_ocupancy\n1,perf,C,10,1800,240,3,0.8\n".utf8), file: "b.csv")
    }
    #expect(fault?.code == "table.unknown-column" && fault?.position?.column == 8)
    var problems: [Diagnostic] = []
    let rows = Array("\(head),remark,asa_s\n1,perf,C,10,1800,240,3,x,9\n".utf8)
    let text = try erlangBatch(rows, file: "b.csv", problems: &problems)
    #expect(problems.map(\.message) == ["not used: 'remark'"] && problems[0].severity == .note)
    #expect(try erlangBatch(rows, file: "b.csv") == text && text.contains("\n1,"))
    #expect(
      try erlangBatch(Array("\(head)\n\"a\"\"\u{FE0F}\",perf,C,10,1800,240,3\n".utf8), file: "b.csv").contains(
        "\"a\"\"\u{FE0F}\","))
  }

  private func failure(_ rows: String) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try erlangBatch(Array((Self.header + rows).utf8), file: "batch.csv")
      return nil
    } catch { return error }
  }

  @Test("each kind and model fills the columns that it knows")
  func columns() throws {
    let rows = try batch(
      """
      a,perf,BC,100,1800,180,11,,20,,,,
      b,perf,A,100,1800,180,11,120,20,,,,
      c,required,C,100,1800,180,,,20,0.8,,0.85,
      d,required,B,100,1800,180,,,,0.01,,,
      e,required,A,100,1800,180,,120,,,,,0.03
      f,perf,C,100,1800,180,9,,20,,,,
      g,required,C,0,1800,180,,,20,0.8,,,

      """)
    #expect(rows.map { $0[0] } == ["a", "b", "c", "d", "e", "f", "g"])
    #expect(rows.allSatisfy { $0.count == 19 })
    #expect(rows[0][1].hasPrefix("0.163232333244") && rows[0][2].hasPrefix("0.682118204689") && rows[0][3] == "")
    #expect(rows[1][1] == rows[0][1] && rows[1][3] != "" && rows[1][8] == "")
    #expect(rows[2][8] == "14" && rows[2][4].hasPrefix("0.88835001917"))
    #expect(rows[3][8] == "18" && rows[3][2] == "")
    #expect(rows[4][8] != "" && Double(rows[4][3]).map { $0 <= 0.03 } == true)
    #expect(rows[5][2] == "1.0" && rows[5][4] == "0.0" && rows[5][5] == "inf" && rows[5][7] == "1.0")
    #expect(rows[6][8] == "0")
  }

  @Test("a joint cap on abandonment and another definition of the service level change the requirement")
  func capsAndDefinitions() throws {
    let text = try erlangBatch(
      Array(
        """
        id,kind,model,calls,interval_s,aht_s,patience_s,target_s,sl_target,max_abandon,sl_definition
        a,required,A,400,1800,300,60,20,0.8,,
        b,required,A,400,1800,300,60,20,0.8,0.02,offered
        c,required,A,400,1800,300,60,20,0.8,,answered

        """.utf8), file: "batch.csv")
    let rows = text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    for (name, twin) in [
      ("ofAnswered", "answered"), ("excl-short-abandons", "excl_short_ab"), ("offeredWait", "virtual"),
    ] {
      let pair = try erlangBatch(
        Array(
          """
          id,kind,model,calls,interval_s,aht_s,patience_s,target_s,sl_target,max_abandon,sl_definition
          a,required,A,400,1800,300,60,20,0.8,,\(name)
          a,required,A,400,1800,300,60,20,0.8,,\(twin)

          """.utf8), file: "batch.csv"
      ).split(separator: "\n")
      #expect(pair.count == 3 && pair[1] == pair[2], "\(name)")
    }
    let agents = rows.compactMap { Int($0[8]) }
    #expect(agents.count == 3 && agents[1] > agents[0] && agents[2] < agents[0])
    #expect(Double(rows[1][3]).map { $0 <= 0.02 } == true)
    #expect(Double(rows[2][10]).map { $0 >= 0.8 } == true)
  }

  @Test("calls, handle times and thresholds are found, and asked back give the same staff")
  func inverses() throws {
    let header =
      "id,kind,model,calls,interval_s,aht_s,agents,patience_s,target_s,sl_target,asa_target_s,max_occ,max_abandon,chat_aht_s\n"
    func ask(_ rows: [String]) throws -> [[String]] {
      let text = try erlangBatch(Array((header + rows.joined(separator: "\n") + "\n").utf8), file: "batch.csv")
      return text.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    let targets = [
      ("C", "", ",20,0.8,,,,"), ("C", "", ",,,15,,,"), ("C", "", ",,,,0.85,,"), ("A", "90", ",20,0.8,,,,"),
      ("A", "90", ",,,,,0.03,"), ("A", "90", ",20,0.7,30,0.9,0.05,"), ("chat", "", ",30,0.8,,,,300;450;600"),
      ("chat", "120", ",30,0.8,,,0.05,300;450;600"), ("B", "", ",,0.02,,,,"),
    ]
    for (model, patience, target) in targets {
      let found = try ask([
        "1,calls,\(model),,1800,300,12,\(patience)\(target)", "2,aht,\(model),60,1800,,12,\(patience)\(target)",
      ])
      let calls = try #require(Double(found[0][13]))
      let handleTime = try #require(Double(found[1][14]))
      #expect(calls > 0 && handleTime > 0 && found[0][14].isEmpty && found[1][13].isEmpty)
      let back = try ask(
        [(calls * (1 - 1e-9), 300.0), (calls * 1.001, 300), (60, handleTime * (1 - 1e-9)), (60, handleTime * 1.001)]
          .map { "1,required,\(model),\($0.0),1800,\($0.1),,\(patience)\(target)" })
      #expect(back.map { $0[8] } == ["12", "13", "12", "13"], "\(model)\(target)")
    }
    let seconds = try ask([
      "1,threshold,C,100,1800,180,12,,,0.9,,,,", "2,threshold,A,100,1800,180,12,60,,0.9,,,,",
      "3,threshold,C,100,1800,180,10,,,0.9,,,,", "4,threshold,chat,100,1800,180,4,,,0.9,,,,120;150;180",
    ])
    #expect(Double(seconds[0][15]).map { abs($0 - 135.3) < 0.1 } == true, "\(seconds)")
    #expect(seconds[2][15] == "inf")
    for row in [seconds[0], seconds[1], seconds[3]] {
      #expect(Double(row[4]).map { abs($0 - 0.9) < 1e-9 } == true, "\(row)")
    }
  }

  @Test("an id with a comma stays one field")
  func quotedId() throws {
    let text = try erlangBatch(
      Array("id,kind,model,calls,interval_s,aht_s,agents,target_s\n\"a,\"\"b\",perf,C,1,900,60,2,20\n".utf8),
      file: "batch.csv")
    #expect(text.split(separator: "\n")[1].hasPrefix("\"a,\"\"b\",0.00"))
  }

  @Test(
    "a wrong value is named with its place",
    arguments: [
      ("a,perf,BC,-1,1800,180,11,,20,,,,", "erlang.range", 4),
      ("a,perf,BC,1,0,180,11,,20,,,,", "erlang.range", 5),
      ("a,perf,BC,x,1800,180,11,,20,,,,", "csv.not-a-number", 4),
      ("a,perf,BC,1,1800,180,,,20,,,,", "erlang.missing-value", 7),
      ("a,guess,BC,1,1800,180,1,,20,,,,", "erlang.kind", 2),
      ("a,perf,D,1,1800,180,1,,20,,,,", "erlang.model", 3),
      ("a,calls,C,,1800,180,,,20,0.8,,,", "erlang.missing-value", 7),
      ("a,calls,C,,1800,0,3,,20,0.8,,,", "erlang.range", 6),
      ("a,aht,C,0,1800,,3,,20,0.8,,,", "erlang.range", 4),
      ("a,perf,A,1,1800,180,1,0,20,,,,", "erlang.range", 8),
      ("a,perf,A,1,1800,180,1,,20,,,,", "erlang.missing-value", 8),
      ("a,required,C,1,1800,180,,,20,80,,,", "erlang.range", 10),
      ("a,required,C,1,1800,180,,,20,0.8,,0,", "erlang.range", 12),
      ("a,perf,C,1e300,1,1000,1,,20,,,,", "erlang.range", 4),
      ("a,required,C,1,1800,180,,,20,0.8,,1e-300,", "erlang.range", 12),
      ("a,perf,C,1,1e-300,180,1,,20,,,,", "erlang.range", 5), ("a,perf,C,1,1e300,180,1,,20,,,,", "erlang.range", 5),
      ("a,aht,C,1e-300,1800,,3,,20,0.8,,,", "erlang.range", 4),
      ("a,calls,C,,1800,1e-300,3,,20,0.8,,,", "erlang.range", 6),
      ("a,perf,A,1,1800,180,1,1e-300,20,,,,", "erlang.range", 8),
      ("a,perf,C,1,1800,180,1,,1e300,,,,", "erlang.range", 9),
      ("a,required,C,1,1800,180,,,20,,1e300,,", "erlang.range", 11),
    ])
  func wrongValue(row: String, code: String, column: Int) {
    let found = failure("ok,perf,BC,1,1800,180,1,,20,,,,\n" + row + "\n")
    #expect(found?.code == code, "\(String(describing: found))")
    #expect(found?.position == SourcePosition(file: "batch.csv", row: 3, column: column))
  }

  @Test("calls that may be thousands are refused unless the row's other numbers tell")
  func thousands() throws {
    let fault = failure("a,required,C,\"1,200\",1800,240,,,20,0.8,,,\n")
    #expect(fault?.code == "table.thousands" && fault?.position == SourcePosition(file: "batch.csv", row: 2, column: 4))
    #expect(fault?.cure == "Write 1200, or 1.2 for the fraction.")
    #expect(failure("a,perf,C,1.200,1800,240,9,,20,,,,\n")?.code == "table.thousands")
    #expect(try batch("a,required,C,1.200,1800,240,,,20,0.8,,,\n")[0][8] == "1")
    #expect(try batch("a,required,C,1200,1800,240,,,20,0.8,,,\n")[0][8] == "169")
    let chat = Self.header.dropLast() + ",chat_aht_s\na,required,chat,100,1800,,,,20,,60,,,1.200;1.600\n"
    let asked = #expect(throws: Diagnostic.self) { try erlangBatch(Array(chat.utf8), file: "batch.csv") }
    #expect(asked?.code == "table.thousands" && asked?.position?.column == 14)
  }

  @Test("a requirement without a target is refused")
  func noTarget() {
    #expect(failure("a,required,C,1,1800,180,,,20,,,,\n")?.code == "erlang.no-target")
    #expect(failure("a,required,C,1,1800,180,,,,0.8,,,\n")?.code == "erlang.missing-value")
  }

  @Test(
    "the whole reference table goes through the batch",
    .enabled(if: BenchmarkData.isPresent, "the benchmark data is not here; set ROTA_DATA to its folder"))
  func referenceTable() throws {
    let file = try #require(BenchmarkData.file("erlang/reference_erlang.csv"))
    let text = try erlangBatch(Array(try Data(contentsOf: file)), file: "reference_erlang.csv")
    let lines = text.split(separator: "\n")
    let names = lines[0].split(separator: ",").map(String.init)
    let reference = ReferenceErlang.shared.rows
    #expect(lines.count == reference.count + 1)
    for (line, row) in zip(lines.dropFirst(), reference) {
      let values = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      #expect(values[0] == row.id)
      for (name, value) in zip(names, values).dropFirst() where row.fields["kind"] == "perf" || name == "req_agents" {
        guard let expected = row.number(name) else { continue }
        guard let found = Double(value) else {
          Issue.record("row \(row.id): \(name) is '\(value)'")
          continue
        }
        if name.hasSuffix("_s") || name == "mean_queue" {
          #expect(isClose(found, expected, relative: 1e-9), "row \(row.id) \(name)")
        } else {
          #expect(
            isClose(found, expected, absolute: row.fields["model"] == "A" ? 1e-9 : 1e-10), "row \(row.id) \(name)")
        }
      }
    }
  }

  @Test("every row that is wrong is named, with its place, what was found and what to do")
  func allProblems() throws {
    let rows = "a,required,C,1,1800,180,,,20,0.8,,,\nb,required,X,1,1800,180,,,20,0.8,,,\nc,perf,C,x,1800,180,4,,,,,,\n"
    var problems: [Diagnostic] = []
    let text = try erlangBatch(Array((Self.header + rows).utf8), file: "batch.csv", problems: &problems)
    #expect(problems.map(\.position?.row) == [3, 4] && problems.map(\.position?.column) == [3, 4])
    #expect(problems.map(\.code) == ["erlang.model", "csv.not-a-number"])
    #expect(problems.allSatisfy { $0.cure != nil } && problems[0].message.contains("'X' in column 'model'"))
    #expect(text.split(separator: "\n").count == 2)
    #expect(failure(rows)?.position?.row == 3)
  }

  @Test("a row with too many or too few fields is one wrong row among the others")
  func raggedRows() throws {
    let rows = """
      a,required,C,1,1800,180,,,20,0.8
      b,required,X,1,1800,180,,,20,0.8,,,
      c,required,C,1,1800,180,,,20,0.8,,,
      d,required,C,1,1800,180,,,20,0.8,,,,,
      e,required,C,1,1800,180,,,20,0.8,,,,7,

      """
    var problems: [Diagnostic] = []
    let text = try erlangBatch(Array((Self.header + rows).utf8), file: "batch.csv", problems: &problems)
    #expect(problems.map(\.position?.row) == [2, 3, 6])
    #expect(problems.map(\.code) == ["csv.ragged-row", "erlang.model", "csv.ragged-row"])
    #expect(problems[0].message == "the row has 10 fields; the header has 13" && problems[0].cure != nil)
    #expect(problems.allSatisfy { $0.kind == problems[1].kind && $0.severity == .error })
    // Empty fields behind the last column are a spreadsheet's.
    #expect(text.split(separator: "\n").dropFirst().map { $0.first } == ["c", "d"])
    #expect(failure(rows)?.code == "csv.ragged-row")
  }

  @Test("chat by rates needs no handle time, knows a waiting room, and patience may be endless")
  func chatRows() throws {
    let header = Self.header.dropLast() + ",chat_aht_s,chat_per_hour,waiting_room\n"
    let rows = """
      a,required,chat,100,1800,,,60,20,0.8,,,,300;450;600,,
      b,required,chat,100,1800,,,60,20,0.8,,,,,12;16;18,
      c,required,chat,100,1800,600,,60,20,0.8,,,,,12;16;18,2
      d,perf,A,100,1800,180,12,inf,20,,,,,,,
      e,perf,C,100,1800,180,12,,20,,,,,,,
      f,calls,A,,1800,180,12,60,,,,,1,,,
      g,required,C,100,1800,180,,,20,0.8,,,,,,
      h,perf,A,100,1800,180,12,60,20,,,,,,,
      """
    let text = try erlangBatch(Array((header + rows + "\n").utf8), file: "batch.csv")
    let found = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(found[0].suffix(3) == ["offered_wait_s", "req_fractional", "p_turned_away"])
    #expect(found[1].dropFirst() == found[2].dropFirst() && found[1][8] != "" && found[1][17] == "")
    #expect(Double(found[3][18]).map { $0 > 0.001 } == true && found[1][18] == "0.0")
    // Endless patience is Erlang C, with nobody abandoning.
    #expect(found[4][3] == "0.0" && found[4][2] == found[5][2] && found[4][16] == found[5][6])
    #expect(found[6][13] == "inf" && found[6][8] == "")
    #expect(Double(found[7][17]).map { abs($0 - 13.0372064664) < 1e-8 } == true)
    // Who never gives up waits longer than those who do.
    #expect(Double(found[8][16]).map { wait in Double(found[8][6]).map { wait > $0 } == true } == true)
  }
}
