import Foundation
import Testing

@testable import Tables

@Suite struct TextEncodingTests {
  private func read(_ bytes: [UInt8], piece: Int, encoding: TextEncoding? = nil) throws -> (
    [String], TextEncoding, Bool
  ) {
    var reader = try CSVReader(
      ByteStream(bytes: bytes, name: "t.csv", piece: piece),
      options: CSVOptions(encoding: encoding, delimiter: UInt8(ascii: ";"), hasHeader: false))
    var fields: [String] = []
    while try reader.next() { fields += (0..<reader.fieldCount).map { reader.text($0) } }
    return (fields, reader.encoding, reader.hasInvalidText)
  }

  private static let polish = "Zażółć;gęślą;jaźń\nŁódź;ćma;Śląsk"
  private static let french = "déjà vu;garçon;Noël\nça;où;hôtel à Ålesund"

  @Test("every encoding is told and read, in pieces of any size", arguments: [1, 2, 3, 5, 1000])
  func encodings(piece: Int) throws {
    let polish = Self.polish.components(separatedBy: CharacterSet(charactersIn: ";\n"))
    let french = Self.french.components(separatedBy: CharacterSet(charactersIn: ";\n"))
    func bytes(_ text: String, _ encoding: String.Encoding, mark: [UInt8] = []) throws -> [UInt8] {
      mark + Array(try #require(text.data(using: encoding)))
    }
    for (bytes, fields, encoding) in [
      (try bytes(Self.polish, .utf8), polish, TextEncoding.utf8),
      (try bytes(Self.polish, .utf8, mark: [0xEF, 0xBB, 0xBF]), polish, .utf8),
      (try bytes(Self.polish, .utf16LittleEndian, mark: [0xFF, 0xFE]), polish, .utf16LittleEndian),
      (try bytes(Self.polish, .utf16BigEndian, mark: [0xFE, 0xFF]), polish, .utf16BigEndian),
    ] {
      let found = try read(bytes, piece: piece)
      #expect(found == (fields, encoding, false))
    }
    // A code page is guessed from one piece, so it needs one of a sensible size.
    guard piece == 1000 else { return }
    let central = try read(try bytes(Self.polish, .windowsCP1250), piece: piece)
    #expect(central == (polish, .windows1250, false))
    let western = try read(try bytes(Self.french, .windowsCP1252), piece: piece)
    #expect(western == (french, .windows1252, false))
  }

  @Test("a code page that is set is used, from the first byte on")
  func setCodePage() throws {
    for piece in [1, 1000] {
      let found = try read([0xB3, 0xF3, 0x64, 0x9F], piece: piece, encoding: .windows1250)
      #expect(found.0 == ["łódź"])
    }
  }

  @Test("Czech is told from Italian and Danish")
  func guesses() {
    func guess(_ text: String, _ encoding: String.Encoding) -> TextEncoding {
      var evidence = CodePageEvidence()
      evidence.add(Array(text.data(using: encoding) ?? Data())[...])
      return evidence.likelier
    }
    #expect(guess("Běžný účet: dobrý den, světe", .windowsCP1250) == .windows1250)
    #expect(guess("Perché così? È già lunedì, più giù", .windowsCP1252) == .windows1252)
    #expect(guess("Rødgrød med fløde på", .windowsCP1252) == .windows1252)
    #expect(guess("Grüße aus Köln", .windowsCP1252) == .windows1252)
  }

  @Test(
    "a single name is read right, or asked about",
    arguments: [
      ("Wałęsa", true), ("Zieliński", true), ("Dvořák", true), ("Kučera", true), ("Jiří", true), ("Petrović", true),
      ("Łukasz", true), ("Kovačič", true), ("Żak", true), ("Muñoz", false), ("Sørensen", false), ("Ålund", false),
      ("Molière", false), ("João", false), ("Cœuret", false),
    ])
  func singleName(name: String, isCentral: Bool) throws {
    let encoding: String.Encoding = isCentral ? .windowsCP1250 : .windowsCP1252
    let bytes =
      Array("id;name\n1;\(String(repeating: "x", count: 300));\n2;".utf8)
      + Array(try #require(name.data(using: encoding)))
    var reader = try CSVReader(
      ByteStream(bytes: bytes, name: "t.csv", piece: 64),
      options: CSVOptions(delimiter: UInt8(ascii: ";"), raggedRows: .accept))
    var last = ""
    while try reader.next() { last = reader.text(1) }
    #expect(last == name && reader.encodingDoubt == nil)
  }

  @Test("a name that may be either is asked about, with both readings; agreeing letters are no question")
  func doubtfulName() throws {
    for (name, isDoubtful) in [("Dębski", true), ("Müller", false), ("Anaïs", true)] {
      let encoding: String.Encoding = name == "Dębski" ? .windowsCP1250 : .windowsCP1252
      let bytes = Array("id;name\n1;".utf8) + Array(try #require(name.data(using: encoding)))
      var reader = try CSVReader(ByteStream(bytes: bytes, name: "t.csv"))
      while try reader.next() {}
      #expect((reader.encodingDoubt != nil) == isDoubtful)
      if isDoubtful { #expect(reader.encodingDoubt?.message.contains("'\(name)'") == true) }
    }
    // What tells may stand in a later piece than the first letter beyond ASCII.
    let late = try read(
      Array("M".utf8) + [0xFC] + Array("ller;\(String(repeating: "x", count: 200));Wa".utf8) + [0xB3, 0xEA]
        + Array("sa".utf8), piece: 32)
    #expect(late.0.first == "Müller" && late.0.last == "Wałęsa" && late.1 == .windows1250)
  }

  private static let central = """
    Wałęsa Zieliński Dvořák Kučera Jiří Petrović Łukasz Kovačič Żak Dębski Ćwikła Ciećwierz Śmierć Ćma Śliwa
    Đorđe Đurić Anđela Rađa Nađ Tuđman Grđan Ćosić Aćim Međimurje Đoković Karađorđević Matijevič Petrovič Račko Bočnek
    Ţiriac Ţepeş Constanţa Ţară Ioniţă Mihăilă Brăila Popă Puică Năstase Băsescu Mureşan Ţurcanu Negruţ Găină
    Řezníček Hřebec Novák Ševčík Němec Růžička Přemysl Ondřej Matěj Květa Pavlů Martinů Kůň Plzeň Vŕba Kovář Mlynář
    Erdős Szűcs Kősa Győr Dezső Jenő
    """
  private static let western = """
    Ægir Þórðarson Guðrún Sigurður Þorsteinn Þuríður Þröstur Davíð Guðmundur Steinþór Alþingi Ævar Hafþór Friðrik Bær
    Böðvar Þjóðólfur Norðfjörð Heið Viðar Þingvellir Guðný Eðvarð Óðinn Snæfríður Hreiðar Bæ
    Sørensen Øystein Håkon Kjær Næstved Træ Knæ Røed Ærø Malmø Støen Høeg
    Guimarães João Simões Irmã Lousã Molière Hélène Agnès Nicolò Caffè Perché Cantù Più Così Muñoz Núñez Œdipe Cœuret
    Fenêtre Goût Anaïs Forêt Là Città
    """

  @Test("no single name is misread in silence, in small letters or large", arguments: [true, false])
  func silence(isCentral: Bool) throws {
    let encoding: String.Encoding = isCentral ? .windowsCP1250 : .windowsCP1252
    for name in (isCentral ? Self.central : Self.western).split(whereSeparator: \.isWhitespace) {
      for written in [String(name), name.uppercased()] {
        var evidence = CodePageEvidence()
        evidence.add(Array(try #require(written.data(using: encoding)))[...])
        let isRight = evidence.likelier == (isCentral ? .windows1250 : .windows1252)
        #expect(isRight || evidence.doubt != nil || !evidence.makesDifference, "\(written)")
      }
    }
  }

  @Test("Icelandic is read right, beside names that may be either")
  func icelandic() throws {
    let text = "agent_id;name\r\na0;Ægir Þórðarson\r\na1;Sigurður Þorsteinsson\r\n"
    let table = try Table.read(Array(try #require(text.data(using: .windowsCP1252))), file: "agents.csv")
    #expect(table.rows.map { $0[1] } == ["Ægir Þórðarson", "Sigurður Þorsteinsson"])
    let croatian = "agent_id;name\r\na0;Rađa Ćosić\r\na1;Đorđe Nađ\r\n"
    let other = try Table.read(Array(try #require(croatian.data(using: .windowsCP1250))), file: "agents.csv")
    #expect(other.rows.map { $0[1] } == ["Rađa Ćosić", "Đorđe Nađ"])
  }

  @Test("both tables agree with Foundation's")
  func tables() {
    for (page, encoding) in [
      (CodePage.windows1250, String.Encoding.windowsCP1250), (CodePage.windows1252, .windowsCP1252),
    ] {
      #expect(page.count == 128)
      for (offset, scalar) in page.enumerated() where scalar != 0xFFFD {
        let text = String(data: Data([UInt8(offset + 128)]), encoding: encoding)
        #expect(text?.unicodeScalars.first?.value == UInt32(scalar), "byte \(offset + 128)")
      }
    }
  }

  @Test("what is no UTF-8 in a UTF-8 file is counted as such and repaired")
  func invalidText() throws {
    let found = try read(Array("zażółć;".utf8) + [0xFF, 0x41], piece: 4)
    #expect(found == (["zażółć", "\u{FFFD}A"], .utf8, true))
  }

  @Test("the UTF-8 check agrees with the standard library on every two bytes and on the edges of longer forms")
  func utf8() {
    func agrees(_ bytes: [UInt8]) -> Bool {
      UTF8Check(bytes[...], isLast: true).isValid == (String(validating: bytes, as: UTF8.self) != nil)
    }
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max { #expect(agrees([first, second])) }
    }
    let edges: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5]
    for a in edges {
      for b in edges {
        for c in edges {
          #expect(agrees([a, b, c]))
          for d in edges { #expect(agrees([a, b, c, d])) }
        }
      }
    }
  }
}
