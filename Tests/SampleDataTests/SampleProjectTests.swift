import Foundation
import Planning
import Tables
import Testing

@testable import SampleData

@Suite("The samples")
struct SampleProjectTests {
  private let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "sample-data")

  @Test("what is checked in is what the generator writes", arguments: SampleProject.Template.allCases)
  func checkedIn(_ template: SampleProject.Template) throws {
    let project = SampleProject(template)
    for file in project.files {
      let url = folder.appending(path: template.rawValue).appending(path: file.path)
      let text = try String(contentsOf: url, encoding: .utf8)
      #expect(text == file.text, "\(template.rawValue)/\(file.path) differs; run `make samples`")
    }
  }

  @Test("they are read without a complaint", arguments: SampleProject.Template.allCases)
  func readable(_ template: SampleProject.Template) throws {
    let project = try Project.read(try FolderFiles(folder.appending(path: template.rawValue).path))
    #expect(project.warnings.isEmpty, "\(project.warnings)")
    let people: [SampleProject.Template: Int] = [.helpdesk: 14, .team: 18, .contactCentre: 60, .followTheSun: 45]
    #expect(project.people.count == people[template])
    #expect(project.histories.count == project.queues.count)
  }

  @Test("all together are at most 12 MB") func small() {
    let bytes = SampleProject.Template.allCases.flatMap { SampleProject($0).files }.reduce(0) {
      $0 + $1.text.utf8.count
    }
    #expect(bytes <= 12_000_000)
  }
}
