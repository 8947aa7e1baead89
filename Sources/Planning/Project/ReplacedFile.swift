package import Tables

/// A project's files, one of which says something else: what a scenario or an import makes of it.
package struct ReplacedFile: ProjectFiles {
  private let path: String
  private let bytes: [UInt8]
  private let files: any ProjectFiles

  package init(_ path: String, _ bytes: [UInt8], in files: any ProjectFiles) {
    self.path = path
    self.bytes = bytes
    self.files = files
  }

  package var name: String { files.name }
  package func files(in folder: String) throws(Diagnostic) -> [String] { try files.files(in: folder) }
  package func state(of folder: String) -> UInt64 { files.state(of: folder) }

  package func bytes(of path: String) throws(Diagnostic) -> [UInt8]? {
    path == self.path ? bytes : try files.bytes(of: path)
  }
}
