/// How heads on the rota become agents in position, where a share of them (the shrinkage that adds heads) is missing.
public enum PresenceModel: String, Hashable, Codable, Sendable, CaseIterable {
  /// By chance: each is there with the probability 1 − shrinkage, whatever the others do. Of n heads a binomial number is
  /// in position, and the service is expected over it.
  case random
  /// In proportion: of n heads n · (1 − shrinkage) are in position, as planners' usual formula has it.
  case proportional
}

/// Over what a service level must hold.
public enum ServicePeriod: String, Hashable, Codable, Sendable, CaseIterable {
  /// Every interval of the grid by itself.
  case interval
  /// The contacts of a day together, over midnight where the opening does; single intervals may fall below, down to a
  /// floor.
  case day
}
