"""Books (登记簿、台账) and statistics (统计): seen, printed, and taken along."""
