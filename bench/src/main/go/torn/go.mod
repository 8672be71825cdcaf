module dev.gctrace/torn

go 1.19
