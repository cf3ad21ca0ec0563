// swift-tools-version: 6.2
import PackageDescription

// A package as somebody else would write it: a module of tasks, and the program `patents`, which is
// `onus` with that module in place of some of ours. Scripts/test-outside-package copies it elsewhere
// and says where Onus is.

let onus = Context.environment["ONUS_PACKAGE"] ?? "../.."

let package = Package(
    name: "patents",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "onus", path: onus)],
    targets: [
        .target(
            name: "PatentTasks", dependencies: [.product(name: "OnusPlugin", package: "onus")]),
        .executableTarget(
            name: "patents",
            dependencies: [
                "PatentTasks", .product(name: "OnusCLI", package: "onus"),
                .product(name: "ApprovalTasks", package: "onus"),
            ]),
        .testTarget(
            name: "PatentTasksTests",
            dependencies: ["PatentTasks", .product(name: "OnusTesting", package: "onus")]),
    ]
)
