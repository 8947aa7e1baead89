import Testing

@testable import rota

@Test("the module loads") func moduleLoads() {}
