import Testing

@testable import Rostering

@Test("the module loads") func moduleLoads() {}
