internal import Tables
internal import Tickets

/// Reads what a project keeps of its sources.
enum HistoryFiles {
  /// A file and what is in it.
  typealias File = (path: String, bytes: [UInt8])

  /// The files of `history/`, all from one state of the folder, also while an import puts another one in place.
  static func files(of project: any ProjectFiles) throws(Diagnostic) -> [File] {
    var files: [File] = []
    for _ in 0..<20 {
      let state = project.state(of: "history")
      files = []
      for name in try project.files(in: "history") where name.hasSuffix(".csv") {
        if let bytes = try project.bytes(of: "history/\(name)") { files.append(("history/\(name)", bytes)) }
      }
      if project.state(of: "history") == state { break }
    }
    return files
  }

  /// The sources in these files. Files of before there were sources, one a queue, are the source `before`.
  ///
  /// - Throws: what is wrong with a file, with its place.
  static func store(of files: [File]) throws(Diagnostic) -> HistoryStore {
    var store = HistoryStore()
    var former: [IntervalHistory] = []
    for (path, bytes) in files {
      if SourceFile.isSource(bytes) {
        let name = String(path.dropFirst("history/".count).dropLast(".csv".count))
        store.set(try SourceFile.read(bytes, name: name, file: path))
        continue
      }
      for history in try HistoryFile.read(bytes, file: path) {
        guard !former.contains(where: { $0.queue == history.queue }) else {
          throw Diagnostic(
            "history.duplicate", "the queue '\(history.queue)' has a history in two files",
            at: SourcePosition(file: path), cure: "Keep one of them, or import the tickets again.")
        }
        former.append(history)
      }
    }
    if !former.isEmpty { store.add(before: former) }
    return store
  }
}
