/// Who takes what.
public enum Routing: String, Hashable, Codable, Sendable, CaseIterable {
  /// Everybody answers only the queue that the plan counts them on at that time.
  case assigned
  /// First the queue that the plan counts them on; when nothing waits there, any other that they can take. Deferrable work
  /// only where they are on no queue, or a live contact would wait for it.
  case skills
}
