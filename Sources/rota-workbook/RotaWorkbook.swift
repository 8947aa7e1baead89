internal import Foundation
internal import Tables
internal import Workbooks

/// `rota-workbook`: a sheet of a workbook as CSV on standard output, what is worth knowing on standard error.
///
/// A program of its own so that `rota` isn't linked with an XML reader; `rota` runs it where it is given a workbook.
@main
enum RotaWorkbook {
  static let usage = """
    usage: rota-workbook FILE [--sheet NAME] [--prefer NAME] [--json]

    Writes a sheet of a workbook (.xlsx) as CSV, row for row; FILE is - for standard input.
      --sheet NAME   this sheet; else the first that isn't hidden or empty
      --prefer NAME  this sheet where there is one
      --name NAME    what messages call the file
      --json         messages as JSON, one a line

    """

  static func main() {
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  private static func run(_ words: [String]) -> Int32 {
    var values: [String: String] = [:]
    var files: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--json": values[word] = ""
      case "--help":
        print(usage, terminator: "")
        return 0
      case "--sheet", "--prefer", "--name":
        guard let value = rest.popFirst() else { return misused() }
        values[word] = value
      default:
        guard word == "-" || !word.hasPrefix("-") else { return misused() }
        files.append(word)
      }
    }
    guard files.count == 1 else { return misused() }
    let speaks = { (diagnostic: Diagnostic) in say(diagnostic, asJSON: values["--json"] != nil) }
    do throws(Diagnostic) {
      let name = values["--name"] ?? (files[0] == "-" ? "standard input" : files[0])
      let path = files[0] == "-" ? "/dev/stdin" : files[0]
      let bytes = try WholeFile.bytes(of: ByteStream(path: path, name: name))
      let choice = SheetChoice(named: values["--sheet"], preferred: values["--prefer"])
      let notes = try choice.write(try Workbook(bytes, name: name), file: name) { (piece) throws(Diagnostic) in
        guard (try? FileHandle.standardOutput.write(contentsOf: Data(piece))) != nil else {
          throw Diagnostic(
            "output.cannot-write", "standard output can't be written to", cure: "Check that there is space left.",
            kind: .cannotWrite)
        }
      }
      notes.forEach(speaks)
      return 0
    } catch {
      speaks(error)
      return error.kind == .missingInput ? 66 : error.kind == .cannotWrite ? 73 : 65
    }
  }

  private static func misused() -> Int32 {
    FileHandle.standardError.write(Data(usage.utf8))
    return 64
  }

  private static func say(_ diagnostic: Diagnostic, asJSON: Bool) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = asJSON ? (try? encoder.encode(diagnostic)).map { String(decoding: $0, as: UTF8.self) } : nil
    FileHandle.standardError.write(Data("\(json ?? "rota-workbook: \(diagnostic)")\n".utf8))
  }
}

/// Archives are read from their end, so the whole file is needed.
private enum WholeFile {
  private static let most = 256 << 20

  static func bytes(of stream: ByteStream) throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    while try stream.read(into: &bytes, atMost: 1 << 18) > 0 {
      guard bytes.count <= most else {
        throw Diagnostic(
          "workbook.too-large", "the workbook is larger than 256 MB", at: SourcePosition(file: stream.name),
          cure: "Save the sheet as CSV (UTF-8) in the spreadsheet program.")
      }
    }
    return bytes
  }
}
