module leaky-go

go 1.22
