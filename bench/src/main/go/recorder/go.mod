module dev.gctrace/recorder

go 1.19
