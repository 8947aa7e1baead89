import Testing

@testable import Tables

@Suite struct TableTests {
  private func table(_ text: String) throws(Diagnostic) -> Table {
    try Table.read(Array(text.utf8), file: "agents.csv")
  }

  private func failure(_ text: String, _ use: (Table) throws(Diagnostic) -> Void = { _ in }) -> Diagnostic? {
    do throws(Diagnostic) {
      try use(try table(text))
      return nil
    } catch { return error }
  }

  @Test("a name whose code page nothing tells is asked about; one that is told is read")
  func codePages() throws {
    func read(_ name: [UInt8]) throws(Diagnostic) -> Table {
      try Table.read(Array("agent_id,name\n7,".utf8) + name + [10], file: "agents.csv")
    }
    // Dębski in Windows-1250, or Dêbski; Wałęsa.
    do throws(Diagnostic) {
      _ = try read([0x44, 0xEA] + Array("bski".utf8))
      Issue.record("the name may be either of two")
    } catch {
      #expect(error.code == "csv.code-page" && error.message.contains("'Dębski' or 'Dêbski'"))
      #expect(error.severity == .error && error.cure == "Save the file as UTF-8.")
    }
    #expect(try read(Array("Wa".utf8) + [0xB3, 0xEA] + Array("sa".utf8)).rows == [["7", "Wałęsa"]])
    #expect(try read(Array("M".utf8) + [0xFC] + Array("ller".utf8)).rows == [["7", "Müller"]])
  }

  @Test("columns are found whatever their case and punctuation")
  func columns() throws {
    let table = try table("Agent ID; Name ;contract_hours\n7;Ala;37,5\n8;Bo;\n")
    #expect(table.header == ["Agent ID", "Name", "contract_hours"])
    #expect(table.rows == [["7", "Ala", "37,5"], ["8", "Bo", ""]])
    #expect(try table.column(named: "agent_id") == 0)
    #expect(try table.column(named: "Contract Hours") == 2)
    #expect(try table.optionalColumn(named: "site") == nil)
    #expect(try table.integer(row: 0, column: 0) == 7)
    #expect(try table.decimal(row: 0, column: 2) == 37.5)
    #expect(try table.decimal(row: 1, column: 2) == nil)
    #expect(table.position(row: 1, column: 2) == SourcePosition(file: "agents.csv", row: 3, column: 3))
  }

  @Test("what may be thousands or a fraction is refused with both spellings, unless other numbers tell")
  func thousands() throws {
    func read(_ text: String, where isValid: (Double) -> Bool = { _ in true }) throws -> Double? {
      try table(text).decimal(row: 0, column: 0, where: isValid)
    }
    for (text, cure) in [
      ("calls\n\"1,200\"\n", "Write 1200, or 1.2 for the fraction."),
      ("calls\n1.015\n", "Write 1015, or 1.0150 for the fraction."),
      ("calls;x\n-12,345;\n", "Write -12345, or -12.3450 for the fraction."),
      // Another number that proves the other mark, or both marks, tells nothing.
      ("calls;x\n1.015;0,8\n", "Write 1015, or 1.0150 for the fraction."),
      ("calls;x;y\n1,015;0,8;0.8\n", "Write 1015, or 1.0150 for the fraction."),
    ] {
      let fault = #expect(throws: Diagnostic.self) { try read(text) }
      #expect(fault?.code == "table.thousands" && fault?.cure == cure && fault?.position?.row == 2, "\(text)")
    }
    #expect(try read("calls,x\n1.015,0.8\n") == 1.015 && read("calls;x\n1,015;0,8\n") == 1.015)
    #expect(
      try read("calls\n0.125\n") == 0.125 && read("calls\n1.0150\n") == 1.015 && read("calls\n1234.567\n") == 1234.567)
    // 38,125 hours a week there are none; with a comma it isn't how our tables are written.
    #expect(try read("hours\n38.125\n") { $0 <= 80 } == 38.125)
    #expect(throws: Diagnostic.self) { try read("hours\n\"1,200\"\n") { $0 <= 80 } }
    for text in ["1 200", "1.234.567", "\"1,200.5\""] {
      let fault = #expect(throws: Diagnostic.self) { try read("calls\n\(text)\n") }
      #expect(fault?.code == "csv.not-a-number", "\(text)")
    }
  }

  @Test("a missing column lists those found and names the nearest")
  func missingColumn() {
    let fault = failure("agent_id,nmae\n1,x\n") { table throws(Diagnostic) in _ = try table.column(named: "name") }
    #expect(
      fault?.description == "agents.csv:1: error: no column 'name' in the header (found: agent_id, nmae). "
        + "Rename 'nmae' to 'name' if that is the one.")
  }

  @Test("a repeated column is an error only for those who ask for it")
  func repeatedColumn() throws {
    let text = "name,label,Label\nx,y,z\n"
    #expect(try table(text).column(named: "name") == 0)
    #expect(try table(text).column(named: "Label") == 2)
    let fault = failure(text) { table throws(Diagnostic) in _ = try table.column(named: "LABEL") }
    #expect(fault?.code == "csv.duplicate-column")
    #expect(fault?.position == SourcePosition(file: "agents.csv", row: 1, column: 3))
  }

  @Test("rows name the line on which they start, past line ends inside quotes and empty lines")
  func lines() throws {
    let table = try table("a,b\r\n\"x\ny\",1\r\n\r\n,,\r\nz,2")
    #expect(table.rows == [["x\ny", "1"], ["z", "2"]])
    #expect(table.position(row: 0).row == 2)
    #expect(table.position(row: 1).row == 6)
  }

  @Test(
    "what cannot be read is named with its place",
    arguments: [
      ("", "csv.empty", nil, nil),
      ("\n\n", "csv.empty", nil, nil),
      ("\u{FEFF}", "csv.empty", nil, nil),
      ("a,b\n1,2\n1\n", "csv.ragged-row", 3, nil),
      ("a,b\n1,2,3\n", "csv.ragged-row", 2, nil),
      ("a,b\n1,\"x\n2,y\n", "csv.unclosed-quote", 2, 2),
      ("a,b\n\"x\"y,2\n", "csv.text-after-quote", 2, 1),
      ("a,b\n1,\0\n", "csv.binary", 2, nil),
    ] as [(String, String, Int?, Int?)])
  func faults(text: String, code: String, row: Int?, column: Int?) {
    let fault = failure(text)
    #expect(fault?.code == code)
    #expect(fault?.position == SourcePosition(file: "agents.csv", row: row, column: column))
    #expect(fault?.cure?.isEmpty == false)
  }

  @Test("a bad number says what was found and where")
  func badNumber() {
    let fault = failure("id,hours\n1,many\n") { table throws(Diagnostic) in _ = try table.decimal(row: 0, column: 1) }
    #expect(
      fault?.description
        == "agents.csv:2:2: error: 'many' in column 'hours' is not a number, for example 1234.5")
  }

  @Test("empty fields beyond the header are let by")
  func trailingDelimiters() throws { #expect(try table("a,b\n1,2,,\n").rows == [["1", "2"]]) }
}
