internal import Foundation
internal import Packing
internal import Tables

/// Reads workbooks with `rota-workbook`, so that this program isn't linked with an XML reader.
struct WorkbookProgram {
  /// The sheet that is asked for; else the program chooses.
  var named: String?
  /// Read where there is one by that name.
  var preferred: String?

  static let sheet = Option<String>(
    "sheet", .name("NAME", "the name of a sheet"), default: "the first that isn't empty",
    "Of a workbook (.xlsx), the sheet to read.")

  /// False also where the file can't be looked at, which whoever reads it will say.
  static func isWorkbook(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    guard let head = try? file.read(upToCount: ZipContent.leastBytes) else { return false }
    return ZipContent(head) == .workbook
  }

  /// A sheet of a workbook in a file as CSV: in a file without a name, which goes away with the descriptor.
  /// - Throws: `workbook.…`, `file.packed`.
  func table(of path: String, named name: String, on console: Console) throws(Diagnostic) -> UnnamedFile {
    guard let input = FileHandle(forReadingAtPath: path) else {
      throw Diagnostic(
        "file.unreadable", "the file can't be opened", at: SourcePosition(file: name), kind: .missingInput)
    }
    defer { try? input.close() }
    return try table(of: input, named: name, on: console)
  }

  /// The bytes themselves, or a sheet as CSV where they are a workbook.
  func table(_ bytes: [UInt8], named name: String, on console: Console) throws(Diagnostic) -> [UInt8] {
    guard case .workbook? = ZipContent(bytes) else { return bytes }
    let input = try UnnamedFile()
    try input.write(bytes)
    return try table(of: input.handle, named: name, on: console).bytes()
  }

  private func table(
    of input: FileHandle, named name: String, on console: Console
  ) throws(Diagnostic) -> UnnamedFile {
    let output = try UnnamedFile()
    let process = Process()
    process.executableURL = URL(filePath: try Self.path(console.environment, file: name))
    process.arguments =
      ["-", "--json", "--name", name] + (named.map { ["--sheet", $0] } ?? [])
      + (preferred.map { ["--prefer", $0] } ?? [])
    process.environment = console.environment
    let said = Pipe()
    (process.standardInput, process.standardOutput, process.standardError) = (input, output.handle, said)
    guard (try? process.run()) != nil else { throw Self.missing(name) }
    let lines = said.fileHandleForReading.readDataToEndOfFile().split(separator: UInt8(ascii: "\n"))
    process.waitUntilExit()
    let diagnostics = lines.compactMap { try? JSONDecoder().decode(Diagnostic.self, from: $0) }
    if let error = diagnostics.first(where: { $0.severity == .error }) { throw error }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw Diagnostic(
        "workbook.damaged", "the program that reads workbooks stopped (\(process.terminationStatus))",
        at: SourcePosition(file: name), cure: "Save the sheet as CSV (UTF-8) in the spreadsheet program.")
    }
    for note in diagnostics { console.report(note) }
    return output
  }

  /// Beside this program, else on the PATH.
  private static func path(_ environment: [String: String], file: String) throws(Diagnostic) -> String {
    let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
    let folders = environment["PATH", default: ""].split(separator: ":").filter { $0.hasPrefix("/") }.map(String.init)
    guard
      let found = ([own] + folders).map({ "\($0)/rota-workbook" }).first(where: FileManager.default.isExecutableFile)
    else { throw missing(file) }
    return found
  }

  private static func missing(_ file: String) -> Diagnostic {
    Diagnostic(
      "workbook.no-program",
      "this is a workbook, and rota-workbook, which reads them, is neither beside rota nor on the PATH",
      at: SourcePosition(file: file),
      cure: "Install it with 'make install', or save the sheet as CSV (UTF-8) in the spreadsheet program.",
      kind: .missingInput)
  }
}

/// A file that no folder lists: it is gone when nobody holds it any more, however this program ends.
final class UnnamedFile: Sendable {
  let handle: FileHandle

  init() throws(Diagnostic) {
    let folder = FileManager.default.temporaryDirectory.path
    var template = Array("\(folder)/rota-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw Diagnostic(
        "output.cannot-write", "there is no room for a file in '\(folder)'",
        cure: "Name another folder in TMPDIR.", kind: .cannotWrite)
    }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// By which it can be opened as long as this is held.
  var path: String { "/proc/self/fd/\(handle.fileDescriptor)" }

  /// Writes, and goes back to the beginning.
  func write(_ bytes: [UInt8]) throws(Diagnostic) {
    guard (try? handle.write(contentsOf: Data(bytes))) != nil, (try? handle.seek(toOffset: 0)) != nil else {
      throw Diagnostic(
        "output.cannot-write", "a temporary file can't be written", cure: "Check that there is space left.",
        kind: .cannotWrite)
    }
  }

  func bytes() throws(Diagnostic) -> [UInt8] {
    try ByteStream(path: path).readAll()
  }
}
