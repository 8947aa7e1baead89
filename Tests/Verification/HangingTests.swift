public import Testing

extension Trait where Self == TimeLimitTrait {
  /// For tests whose failure is to hang. The limit leaves room for other tests, which may hold every thread of the pool for
  /// minutes before the first line of this one runs.
  public static var hanging: Self { .timeLimit(.minutes(20)) }
}
