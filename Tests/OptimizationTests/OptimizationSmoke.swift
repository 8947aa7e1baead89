import Testing

@testable import Optimization

@Test("the module loads") func moduleLoads() {}
