from fastapi import FastAPI

app = FastAPI()

greeting = "Welcome to the shop"


@app.get("/")
def home():
    return {"message": greeting}


@app.get("/items/{item_id}")
def item(item_id: int):
    return {"item": item_id, "in_stock": item_id % 2 == 0}
